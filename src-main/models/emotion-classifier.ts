import { sampleAffine } from './affine-sampler.ts';
import { faceCrop, type CropShape } from './face-crop.ts';
import { floatsOf, floatTensor, type OnnxSession } from './onnx-session.ts';
import type { DetectedFace } from '../domain/face.ts';
import type { RgbImage } from '../domain/image.ts';

/** The model's classes in its order, named as the concept bank names them. */
export const emotions = ['angry', 'disgusted', 'afraid', 'happy', 'sad', 'surprised', 'neutral'] as const;

export type Emotion = (typeof emotions)[number];

const crop: CropShape = { pixels: 64, enlarge: 1, shift: 0 };

/** How the model's training made grey of red, green and blue. */
const grey = [0.2989, 0.587, 0.114] as const;

/** Tells seven facial expressions apart on an upright grey crop of the face. */
export class EmotionClassifier {
  readonly modelId: string;
  readonly #session: OnnxSession;

  constructor(session: OnnxSession) {
    this.modelId = session.model.id;
    this.#session = session;
  }

  /** Probabilities of the emotions in their order, 0..1, together 1. */
  async classify(image: RgbImage, face: DetectedFace): Promise<Float32Array> {
    const pixels = sampleAffine(image, faceCrop(face, crop), crop.pixels, crop.pixels, {
      scale: 1 / 127.5,
      offset: -1,
    });
    const outputs = await this.#session.run({
      input_1: floatTensor(greyOf(pixels), [1, crop.pixels, crop.pixels, 1]),
    });
    return floatsOf(outputs, 'Identity');
  }
}

/** One channel of three, `[pixels, 3]` to `[pixels]`. */
export function greyOf(pixels: Float32Array): Float32Array {
  const result = new Float32Array(pixels.length / 3);
  for (let i = 0; i < result.length; i++) {
    result[i] = pixels[3 * i]! * grey[0] + pixels[3 * i + 1]! * grey[1] + pixels[3 * i + 2]! * grey[2];
  }
  return result;
}
