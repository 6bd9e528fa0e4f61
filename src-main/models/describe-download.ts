import { conceptsOf } from './concept-bank/concepts.ts';
import type { DownloadModel } from '../../native-models/downloads.ts';
import type { ModelDescription, PixelFormat } from './families/model-description.ts';

const raw = (order: PixelFormat['order']): PixelFormat => ({ order, mean: [0, 0, 0], deviation: [1, 1, 1] });
const even = (mean: number, deviation: number): PixelFormat => ({
  order: 'rgb',
  mean: [mean, mean, mean],
  deviation: [deviation, deviation, deviation],
});
const imageNet: PixelFormat = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
};
const clipPixels: PixelFormat = {
  order: 'rgb',
  mean: [122.7709383, 116.7460125, 104.09373615],
  deviation: [68.5005327, 66.6321579, 70.32316305],
};

const strides = [8, 16, 32];
const square640 = { kind: 'fixed', width: 640, height: 640 } as const;
const face112 = { width: 112, height: 112 } as const;

/** Cosine from which models of the ArcFace kind take two faces for one person's, where the source publishes none. */
const usualFaceThreshold = 0.35;

/**
 * Cosine from which stretches of speech are taken for one voice, where the source publishes none: 3D-Speaker stops joining
 * windows of 1.5 s at 0.2 to 0.4, by recipe (`speakerlab/process/cluster.py`).
 */
const usualVoiceThreshold = 0.4;

/**
 * CLIP learnt which text of many fits best, not whether one fits at all: of its own it has a scale but no bias. This one
 * puts half at a cosine of 0.25, about where texts that fit a picture part from others. SigLIP publishes both.
 */
const clipBias = -25;

/** Tokens that sentence transformers were trained with, where it is not the 128 of the paraphrase models. */
const longestText: Readonly<Record<string, number>> = { 'multilingual-e5-small': 512, 'all-minilm-l6': 256 };

type Describe = (model: DownloadModel) => ModelDescription;

/** How models of each graph contract of the catalogue are run. */
const contracts: Readonly<Record<string, Describe>> = {
  yunet: (model) => ({
    id: model.id,
    adapter: 'yunet',
    file: fileOf(model, 'graph'),
    input: { name: 'input', ...raw('bgr'), size: square640 },
    grids: strides.map((stride) => ({
      stride,
      score: `cls_${stride}`,
      objectness: `obj_${stride}`,
      box: `bbox_${stride}`,
      landmarks: `kps_${stride}`,
    })),
    minConfidence: 0.6,
    sameFaceIou: 0.3,
  }),
  scrfd: (model) => ({
    id: model.id,
    adapter: 'scrfd',
    file: fileOf(model, 'graph'),
    input: { name: 'input.1', ...even(127.5, 128), size: square640 },
    grids: { strides },
    minConfidence: 0.5,
    sameFaceIou: 0.4,
  }),
  arcface: (model) => ({
    id: model.id,
    adapter: 'aligned-face',
    file: fileOf(model, 'graph'),
    input: { name: 'input.1', ...even(127.5, 127.5), ...face112 },
    dimension: dimensionOf(model),
    threshold: model.thresholds?.['cosine'] ?? usualFaceThreshold,
  }),
  sface: (model) => ({
    id: model.id,
    adapter: 'aligned-face',
    file: fileOf(model, 'graph'),
    input: { name: 'data', ...raw('bgr'), ...face112 },
    dimension: dimensionOf(model),
    threshold: model.thresholds?.['cosine'] ?? usualFaceThreshold,
  }),
  yolox: (model) => ({
    id: model.id,
    adapter: 'yolox',
    file: fileOf(model, 'graph'),
    input: { name: 'images', ...raw('bgr'), ...sizeOf(model, 'images'), fit: 'top-left', fill: 114 },
    output: 'output',
    strides,
    classes: conceptsOf('object').map(({ id }) => id),
    minConfidence: 0.3,
    sameObjectIou: 0.45,
  }),
  'd-fine': (model) => ({
    id: model.id,
    adapter: 'detr',
    file: fileOf(model, 'graph'),
    input: { name: 'pixel_values', ...even(0, 255), ...sizeOf(model, 'pixel_values'), fit: 'stretch' },
    output: 'logits',
    boxes: 'pred_boxes',
    classes: conceptsOf('object').map(({ id }) => id),
    minConfidence: 0.4,
    sameObjectIou: 1,
  }),
  osnet: (model) => ({
    id: model.id,
    adapter: 'person-crop',
    file: fileOf(model, 'graph'),
    input: { name: 'input', ...imageNet, width: 128, height: 256, fit: 'stretch' },
    dimension: dimensionOf(model),
    batch: batchOf(model, 'input'),
  }),
  transnet: (model) => ({
    id: model.id,
    adapter: 'transnet',
    file: fileOf(model, 'graph'),
    input: { name: 'input', width: 48, height: 27 },
    window: 100,
    context: 25,
    output: model.outputs[0]?.name ?? 'single_frame',
    ...(model.outputs[1] ? { transitionOutput: model.outputs[1].name } : {}),
    threshold: model.thresholds?.['probability'] ?? 0.5,
  }),
  'yamnet-waveform': (model) => ({
    id: model.id,
    adapter: 'yamnet',
    file: fileOf(model, 'graph'),
    input: 'waveform',
    inputIs: 'waveform',
    output: 'output_0',
    classes: { file: fileOf(model, 'labels') },
  }),
  clip: (model) => ({
    id: model.id,
    adapter: 'clip',
    dimension: dimensionOf(model),
    image: {
      file: fileOf(model, 'image-encoder'),
      input: {
        name: 'pixel_values',
        // MobileCLIP speaks CLIP's contract with plain pixel values.
        ...(model.id.startsWith('mobileclip') ? even(0, 255) : clipPixels),
        ...sizeOf(model, 'pixel_values'),
        fit: 'centre-crop',
        kernel: 'bicubic',
      },
      output: 'image_embeds',
    },
    text: {
      file: fileOf(model, 'text-encoder'),
      input: 'input_ids',
      output: 'text_embeds',
      tokenizer: fileOf(model, 'tokenizer'),
      maxTokens: 77,
      lowerCase: false,
      ...(model.id.startsWith('mobileclip') ? { padding: { token: 0 } } : {}),
    },
    likeness: { scale: model.thresholds?.['logitScale'] ?? 100, bias: clipBias },
  }),
  siglip: (model) => ({
    id: model.id,
    adapter: 'siglip',
    dimension: dimensionOf(model),
    image: {
      file: fileOf(model, 'image-encoder'),
      input: {
        name: 'pixel_values',
        ...even(127.5, 127.5),
        ...sizeOf(model, 'pixel_values'),
        fit: 'stretch',
      },
      output: 'pooler_output',
    },
    text: {
      file: fileOf(model, 'text-encoder'),
      input: 'input_ids',
      output: 'pooler_output',
      tokenizer: fileOf(model, 'tokenizer'),
      tokenizerConfig: fileOf(model, 'tokenizer-config'),
      maxTokens: 64,
      // The text graph has no mask and looks at the last place: every text is filled up, with Gemma's token 0.
      padding: { token: 0 },
      lowerCase: true,
    },
    likeness: {
      scale: model.thresholds?.['logitScale'] ?? 100,
      bias: model.thresholds?.['logitBias'] ?? 0,
    },
  }),
  whisper: (model) => ({
    id: model.id,
    adapter: 'whisper',
    precision: {
      encoder: precisionOf(fileOf(model, 'encoder')),
      decoder: precisionOf(fileOf(model, 'decoder')),
    },
    wordTimes: true,
    multilingual: !model.id.endsWith('-en'),
  }),
  wespeaker: (model) => ({
    id: model.id,
    adapter: 'fbank-speaker',
    file: fileOf(model, 'graph'),
    input: model.inputs[0]?.name ?? 'feats',
    ...(model.dimension === undefined ? {} : { dimension: model.dimension }),
    minSeconds: 0.5,
    threshold: model.thresholds?.['cosine'] ?? usualVoiceThreshold,
  }),
  'sentence-transformer': (model) => ({
    id: model.id,
    adapter: 'mean-pooled-text',
    file: fileOf(model, 'graph'),
    tokenizer: fileOf(model, 'tokenizer'),
    tokenizerConfig: fileOf(model, 'tokenizer-config'),
    inputs: { ids: 'input_ids', mask: 'attention_mask', types: 'token_type_ids' },
    output: 'last_hidden_state',
    pooling: 'mean',
    dimension: dimensionOf(model),
    maxTokens: longestText[model.id] ?? 128,
    ...(model.id.startsWith('multilingual-e5')
      ? { prefixes: { query: 'query: ', passage: 'passage: ' } }
      : {}),
  }),
};

/** How a model of the catalogue is run; null for kinds that nothing here runs yet. */
export function describeDownload(model: DownloadModel): ModelDescription | null {
  return Object.hasOwn(contracts, model.graphContract) ? contracts[model.graphContract]!(model) : null;
}

function fileOf(model: DownloadModel, role: string): string {
  const file = model.files.find((one) => one.role === role);
  if (!file) throw new Error(`The catalogue names no file “${role}” of ${model.id}.`);
  return file.path;
}

function dimensionOf({ id, dimension }: DownloadModel): number {
  if (dimension === undefined) throw new Error(`The catalogue does not say the dimension of ${id}.`);
  return dimension;
}

function sizeOf(model: DownloadModel, input: string): { width: number; height: number } {
  const shape = model.inputs.find(({ name }) => name === input)?.shape ?? [];
  const [height, width] = shape.slice(-2);
  if (typeof height !== 'number' || typeof width !== 'number') {
    throw new Error(`The catalogue does not say the size of ${input} of ${model.id}.`);
  }
  return { width, height };
}

function batchOf(model: DownloadModel, input: string): number {
  const [batch] = model.inputs.find(({ name }) => name === input)?.shape ?? [];
  return typeof batch === 'number' ? batch : 1;
}

/** The number format that the library knows a file of this name by. */
function precisionOf(path: string): string {
  if (path.endsWith('_quantized.onnx')) return 'q8';
  return /_(fp16|int8|uint8|q4|q4f16|bnb4)\.onnx$/.exec(path)?.[1] ?? 'fp32';
}
