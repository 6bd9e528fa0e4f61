import { t } from './translate.svelte.ts';
import type { StringKey } from './strings.ts';

const keys: Readonly<Record<string, StringKey & `models.family.${string}`>> = {
  'face-detector': 'models.family.face-detector',
  'face-landmarks': 'models.family.face-landmarks',
  'face-embedder': 'models.family.face-embedder',
  'object-detector': 'models.family.object-detector',
  'open-vocabulary-detector': 'models.family.open-vocabulary-detector',
  'visual-text-encoder': 'models.family.visual-text-encoder',
  pose: 'models.family.pose',
  emotion: 'models.family.emotion',
  vad: 'models.family.vad',
  asr: 'models.family.asr',
  'speaker-embedder': 'models.family.speaker-embedder',
  'active-speaker': 'models.family.active-speaker',
  'audio-events': 'models.family.audio-events',
  'text-embedder': 'models.family.text-embedder',
  'person-embedder': 'models.family.person-embedder',
  'scene-classifier': 'models.family.scene-classifier',
  'shot-boundary': 'models.family.shot-boundary',
  vlm: 'models.family.vlm',
};

/** What models of a family are for; a family of a newer core keeps its own name. */
export function familyName(family: string): string {
  const key = keys[family];
  return key ? t(key) : family;
}
