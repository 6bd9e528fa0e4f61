import { createHash } from 'node:crypto';
import { mfccCoefficients, mfccRate, speechMfcc } from '../adapters/speech-mfcc.ts';
import {
  speakerFacePixels,
  speakerPictureRate,
  type ActiveSpeakerModel,
} from '../families/active-speaker-model.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import type { ModelRunner } from '../sessions/loaded-graph.ts';
import { loadSlot, passes, readSlot } from './slot-graph.ts';

/** Graphs of this kind have 1 to 70 MB; larger ones are something else. */
const mostBytes = 200_000_000;
const sampleScale = 32_768;
const framesPerPicture = mfccRate / speakerPictureRate;

/**
 * The model of active speakers that is installed as `active-speaker.onnx`; null when there is none, or when its graph
 * does not fit what docs/model-slots.md says: it is tried on one second and on two of black silence.
 */
export async function openActiveSpeaker(
  cacheFolder: string,
  threads: number,
): Promise<(ActiveSpeakerModel & { close(): Promise<void> }) | null> {
  const bytes = await readSlot(cacheFolder, 'active-speaker', mostBytes);
  const graph = bytes && (await loadSlot(bytes, threads));
  if (!graph) return null;
  const modelId = `active-speaker-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
  const model = new FaceAndSoundGraph(modelId, graph);
  const silent = (seconds: number): Promise<Float32Array> =>
    model.speaking(
      new Uint8Array(seconds * speakerPictureRate * speakerFacePixels ** 2),
      new Float32Array(0),
    );
  return (await passes(graph, [silent(1), silent(2)])) ? model : null;
}

/** TalkNet, Light-ASD, LR-ASD and their kind: a face's pictures and the sound, judged picture by picture. */
export class FaceAndSoundGraph implements ActiveSpeakerModel {
  readonly modelId: string;
  readonly #graph: ModelRunner;

  constructor(modelId: string, graph: ModelRunner) {
    this.modelId = modelId;
    this.#graph = graph;
  }

  async speaking(faces: Uint8Array, samples: Float32Array): Promise<Float32Array> {
    const pictures = faces.length / speakerFacePixels ** 2;
    const frames = pictures * framesPerPicture;
    const sound = speechMfcc(
      samples.map((value) => value * sampleScale),
      frames,
    );
    const outputs = await this.#graph.run({
      audio: floatTensor(sound, [1, frames, mfccCoefficients]),
      visual: floatTensor(Float32Array.from(faces), [1, pictures, speakerFacePixels, speakerFacePixels]),
    });
    const speaking = floatsOf(outputs, 'speaking');
    if (speaking.length !== pictures || !speaking.every((value) => value >= 0 && value <= 1)) {
      throw new Error(`The model ${this.modelId} gave no certainty from 0 to 1 for each picture.`);
    }
    return speaking;
  }

  close(): Promise<void> {
    return this.#graph.close();
  }
}
