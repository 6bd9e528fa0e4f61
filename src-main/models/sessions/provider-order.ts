// Note: which providers are tried by themselves, and which only when asked for
// DirectML, CoreML and WebGPU come with ONNX Runtime's build for the platform and need nothing but a driver: they are
// tried wherever the build has them. CUDA and TensorRT need hundreds of megabytes of libraries of the right version,
// and TensorRT compiles each model for minutes: they are tried only where somebody names them. A provider that loads is
// still used only for models on which it agrees with the processor and is faster (calibration.ts).

const triedByThemselves: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
  linux: ['webgpu'],
};

export interface ProviderSurroundings {
  readonly platform: NodeJS.Platform;
  /** What this build of ONNX Runtime has. */
  readonly supported: readonly string[];
  /** The person's own order, as in the environment variable KINORA_PROVIDERS: names separated by commas. */
  readonly wanted?: string | undefined;
}

/**
 * Execution providers in the order in which they are tried; the processor, `cpu`, is always the last. The person's own
 * order replaces the platform's, and is kept even where the build lacks a provider, so that this is told.
 */
export function providerOrder({ platform, supported, wanted }: ProviderSurroundings): readonly string[] {
  const own = (wanted ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const first =
    own.length > 0 ? own : (triedByThemselves[platform] ?? []).filter((name) => supported.includes(name));
  const beforeProcessor = first.includes('cpu') ? first.slice(0, first.indexOf('cpu')) : first;
  return [...new Set(beforeProcessor), 'cpu'];
}
