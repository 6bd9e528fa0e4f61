// The one door to ONNX Runtime: what it reads when it is first used is set before it is loaded.
import '../without-telemetry.ts';

export { default } from 'onnxruntime-node';
