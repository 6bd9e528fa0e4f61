/**
 * What an adapter must know of one model, as plain data: a catalogue entry carries one of these, so that another model
 * of a known kind needs no code. Times are in seconds, pixel values 0..255 before the range is applied.
 */
export type ModelDescription =
  | FaceDetectorDescription
  | FaceEmbedderDescription
  | ObjectDetectorDescription
  | SceneClassifierDescription
  | AudioEventDescription
  | PersonEmbedderDescription
  | ShotBoundaryDescription
  | VisualTextDescription
  | SpeechDescription
  | SpeakerDescription
  | TextEmbedderDescription;

/** One number for each of the three colours, in the order in which the model wants them. */
export type Colours = readonly [number, number, number];

/** How pixels become numbers: `(value - mean) / deviation`, colour by colour, planes one after the other (NCHW). */
export interface PixelFormat {
  readonly order: 'rgb' | 'bgr';
  readonly mean: Colours;
  readonly deviation: Colours;
}

/** How a picture of any size is brought to the model's. */
export type PictureFit =
  /** Squeezed into the model's size whatever its aspect. */
  | 'stretch'
  /** Aspect kept, in the top left corner; the rest is `fill`. */
  | 'top-left'
  /** The shortest side fills the model's size, the middle is kept. */
  | 'centre-crop';

/** How pixels between pixels are found; the last two widen with the shrink. */
export type ResizeKernel = 'bilinear' | 'bicubic' | 'lanczos';

/** A picture input of one size. */
export interface PictureInput extends PixelFormat {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fit: PictureFit;
  /** Pixel value around the picture for the fit `top-left`. */
  readonly fill?: number;
  /** How pixels between pixels are found; bilinear when left out. */
  readonly kernel?: ResizeKernel;
}

/** Names of classes in the model's order, or the file of the model that lists them (lines, or a CSV with display_name). */
export type ClassList = readonly string[] | { readonly file: string };

interface Described {
  readonly id: string;
  /** The graph's file. */
  readonly file: string;
}

/** The outputs of one grid of cells. */
export interface DetectorGrid {
  /** Side of a cell in pixels of the model's picture. */
  readonly stride: number;
  readonly score: string;
  /** Second score whose geometric mean with the first counts (YuNet's objectness). */
  readonly objectness?: string;
  readonly box: string;
  readonly landmarks: string;
}

/** Sides of the cells of grids whose outputs are told apart by their shapes, since exports number them at will. */
export interface UnnamedGrids {
  readonly strides: readonly number[];
}

export interface FaceDetectorDescription extends Described {
  readonly adapter: 'yunet' | 'scrfd';
  readonly input: PixelFormat & {
    readonly name: string;
    /** One size, or any size whose sides are multiples, up to `maxSide`. */
    readonly size:
      | { readonly kind: 'fixed'; readonly width: number; readonly height: number }
      | { readonly kind: 'any'; readonly multiple: number; readonly maxSide: number };
  };
  readonly grids: readonly DetectorGrid[] | UnnamedGrids;
  readonly minConfidence: number;
  /** Claims that overlap a better one by this much are the same face. */
  readonly sameFaceIou: number;
}

export interface FaceEmbedderDescription extends Described {
  readonly adapter: 'aligned-face';
  /** 112 x 112 for every known model; the five points are placed as ArcFace places them. */
  readonly input: PixelFormat & { readonly name: string; readonly width: number; readonly height: number };
  /** Left out where the graph has one output. */
  readonly output?: string;
  readonly dimension: number;
  /** Cosine from which two faces count as one person. */
  readonly threshold: number;
}

export interface ObjectDetectorDescription extends Described {
  readonly adapter: 'yolox' | 'detr';
  readonly input: PictureInput;
  readonly output: string;
  /** The output of boxes, where they have their own (`detr`). */
  readonly boxes?: string;
  /** Sides of the cells of each grid (`yolox`). */
  readonly strides?: readonly number[];
  readonly classes: ClassList;
  readonly minConfidence: number;
  /** Claims of one class that overlap a better one by this much are the same thing (`yolox`). */
  readonly sameObjectIou: number;
}

export interface SceneClassifierDescription extends Described {
  readonly adapter: 'scene-classes';
  readonly input: PictureInput;
  readonly output: string;
  /** Whether `output` holds probabilities already. */
  readonly outputIs: 'logits' | 'probabilities';
  readonly embedding?: string;
  readonly classes: ClassList;
}

export interface AudioEventDescription extends Described {
  readonly adapter: 'yamnet';
  readonly input: string;
  /** What the graph takes: sound as it is, or windows of 96 x 64 of its logarithmic mel spectrogram. */
  readonly inputIs: 'waveform' | 'log-mel';
  readonly output: string;
  readonly classes: ClassList;
}

export interface PersonEmbedderDescription extends Described {
  readonly adapter: 'person-crop';
  readonly input: PictureInput;
  /** Left out where the graph has one output. */
  readonly output?: string;
  readonly dimension: number;
  /** How many people the graph takes at once, for exports of a fixed number. */
  readonly batch?: number;
}

/** Contract in `native-models/README.md`, “Shot boundaries”. */
export interface ShotBoundaryDescription extends Described {
  readonly adapter: 'transnet';
  /** Name and size of the pictures, which are `[1, window, height, width, 3]`, RGB, 0..255. */
  readonly input: { readonly name: string; readonly width: number; readonly height: number };
  /** Pictures that the graph takes at once. */
  readonly window: number;
  /** Pictures at each end of a window that are there for their neighbours' sake: their answers are not used. */
  readonly context: number;
  /** Probability, 0..1, that a picture is the last before a cut or the middle of a transition: `[1, window, 1]`. */
  readonly output: string;
  /** Probability, 0..1, that a picture belongs to a transition at all, where the graph tells it: `[1, window, 1]`. */
  readonly transitionOutput?: string;
  /** Probability from which a boundary is believed. */
  readonly threshold: number;
}

export interface VisualTextDescription {
  readonly id: string;
  readonly adapter: 'clip' | 'siglip';
  readonly dimension: number;
  readonly image: { readonly file: string; readonly input: PictureInput; readonly output: string };
  readonly text: {
    readonly file: string;
    readonly input: string;
    /** The graph's mask input, for text encoders that have one. */
    readonly mask?: string;
    readonly output: string;
    readonly tokenizer: string;
    readonly tokenizerConfig?: string;
    /** Longest text in tokens, its first and last token included. */
    readonly maxTokens: number;
    /** Fills texts up to `maxTokens`; without it texts keep their length. */
    readonly padding?: { readonly token: number };
    readonly lowerCase: boolean;
  };
  /** Likeness = 1 / (1 + exp(-(scale * cosine + bias))). */
  readonly likeness: { readonly scale: number; readonly bias: number };
}

export interface SpeechDescription {
  readonly id: string;
  readonly adapter: 'whisper';
  /** Number formats of the two graphs as their file names say it: `fp32`, `fp16`, `q8` (`_quantized`), `q4`. */
  readonly precision: { readonly encoder: string; readonly decoder: string };
  /** Whether the decoder gives cross attentions, without which words have no times. */
  readonly wordTimes: boolean;
  readonly multilingual: boolean;
}

export interface SpeakerDescription extends Described {
  readonly adapter: 'fbank-speaker';
  readonly input: string;
  /** Left out where the graph has one output. */
  readonly output?: string;
  /** Left out where it is not published: the first voice tells. */
  readonly dimension?: number;
  /** Less speech than this says too little of a voice. */
  readonly minSeconds: number;
  /** Cosine from which two stretches of speech count as one voice. */
  readonly threshold: number;
}

export interface TextEmbedderDescription extends Described {
  readonly adapter: 'mean-pooled-text';
  readonly tokenizer: string;
  readonly tokenizerConfig?: string;
  readonly inputs: { readonly ids: string; readonly mask: string; readonly types?: string };
  readonly output: string;
  readonly pooling: 'mean' | 'first';
  readonly dimension: number;
  readonly maxTokens: number;
  readonly prefixes?: { readonly query: string; readonly passage: string };
}
