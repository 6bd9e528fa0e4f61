/** What a mouth can look like; `rest` is the only one seen while its owner is silent. */
export const mouthShapes = ['rest', 'narrow', 'half', 'open', 'round', 'wide'] as const;
export type MouthShape = (typeof mouthShapes)[number];

export const expressions = ['neutral', 'smile', 'sad', 'surprised', 'cross'] as const;
export type Expression = (typeof expressions)[number];

/** One distinct picture of a head. All numbers come in few steps, so that pictures are drawn once and used often. */
export interface FaceState {
  readonly expression: Expression;
  readonly mouth: MouthShape;
  /** 1 open, 0.5 half, 0 shut. */
  readonly lids: 1 | 0.5 | 0;
  /** Where the eyes look, -1 left of the picture .. 1 right. */
  readonly gaze: -1 | 0 | 1;
  /** Head turned by a few degrees: -2 left of the picture .. 2 right. */
  readonly turn: -2 | -1 | 0 | 1 | 2;
  /** Head tilted, in steps of 1.5 degrees. */
  readonly tilt: -2 | -1 | 0 | 1 | 2;
}
