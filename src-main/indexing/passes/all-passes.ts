import { audioPass } from './audio-pass.ts';
import { densePass } from './dense-pass.ts';
import { facesPass } from './faces-pass.ts';
import type { Pass } from './pass.ts';
import { shotsPass } from './shots-pass.ts';
import { sketchPass } from './sketch-pass.ts';
import { subtitlesPass } from './subtitles-pass.ts';
import { summaryPass } from './summary-pass.ts';

/** Every pass in the order they run; what is cheap and useful first. */
export const allPasses: readonly Pass[] = [
  subtitlesPass,
  sketchPass,
  shotsPass,
  densePass,
  facesPass,
  audioPass,
  summaryPass,
];
