import { softmax } from './model-outputs.ts';
import { fitPicture } from './picture-input.ts';
import { floatsOf, floatTensor } from '../onnx-session.ts';
import { normalised } from '../../domain/vector.ts';
import type { RgbImage } from '../../domain/image.ts';
import type { SceneClassifierDescription } from '../families/model-description.ts';
import type { ModelSession } from '../families/model-session.ts';
import type { SceneClassifier, SceneDescription } from '../families/scene-classifier.ts';

/** Classifiers of whole pictures: MobileNet and its like. */
export class SceneClassClassifier implements SceneClassifier {
  readonly modelId: string;
  readonly classes: readonly string[];
  readonly #description: SceneClassifierDescription;
  readonly #session: ModelSession;

  constructor(description: SceneClassifierDescription, classes: readonly string[], session: ModelSession) {
    this.modelId = description.id;
    this.classes = classes;
    this.#description = description;
    this.#session = session;
  }

  async classify(image: RgbImage): Promise<SceneDescription> {
    const { input, output, outputIs, embedding } = this.#description;
    const { values } = await fitPicture(image, input);
    const outputs = await this.#session.run({
      [input.name]: floatTensor(values, [1, 3, input.height, input.width]),
    });
    const scores = floatsOf(outputs, output);
    if (scores.length !== this.classes.length) {
      throw new Error(
        `The model ${this.modelId} scores ${scores.length} classes, not ${this.classes.length}.`,
      );
    }
    return {
      probabilities: outputIs === 'logits' ? softmax(scores) : scores,
      embedding: embedding === undefined ? null : normalised(floatsOf(outputs, embedding)),
    };
  }
}
