import { z } from 'zod';

/** What a model is for. Models of one family do the same work and stand in for each other. */
export const familySchema = z.enum([
  'face-detector',
  'face-landmarks',
  'face-embedder',
  'object-detector',
  'open-vocabulary-detector',
  'visual-text-encoder',
  'pose',
  'emotion',
  'vad',
  'asr',
  'speaker-embedder',
  'active-speaker',
  'audio-events',
  'text-embedder',
  'person-embedder',
  'scene-classifier',
  'shot-boundary',
  'localiser',
  'token-adapter',
  'resampler',
  'vlm',
]);

export type ModelFamily = z.output<typeof familySchema>;

const familyOfTask = {
  'face-detection': 'face-detector',
  'face-landmarks': 'face-landmarks',
  'face-identity': 'face-embedder',
  'object-detection': 'object-detector',
  emotion: 'emotion',
  pose: 'pose',
  'voice-activity': 'vad',
} as const satisfies Record<string, ModelFamily>;

/** The family of a model of the starter pack. Throws for a task that belongs to none. */
export function familyOf(task: string): ModelFamily {
  const family = Object.entries(familyOfTask).find(([name]) => name === task)?.[1];
  if (!family) throw new Error(`No family does the task "${task}".`);
  return family;
}
