import { passNames } from '../../domain/pass-name.ts';
import { audioPass } from './audio-pass.ts';
import { bodiesPass } from './bodies-pass.ts';
import { densePass } from './dense-pass.ts';
import { facesPass } from './faces-pass.ts';
import { mouthsPass } from './mouths-pass.ts';
import type { Pass } from './pass.ts';
import { PassBook } from './pass-book.ts';
import { probePass } from './probe-pass.ts';
import { regionsPass } from './regions-pass.ts';
import { shotsPass } from './shots-pass.ts';
import { sidecarsPass } from './sidecars-pass.ts';
import { sketchPass } from './sketch-pass.ts';
import { speakingPass } from './speaking-pass.ts';
import { speechPass } from './speech-pass.ts';
import { subtitlesPass } from './subtitles-pass.ts';
import { summaryPass } from './summary-pass.ts';

/** Every pass; each comes after those whose rows it reads. */
const allPasses: readonly Pass[] = [
  probePass,
  sidecarsPass,
  subtitlesPass,
  sketchPass,
  shotsPass,
  densePass,
  regionsPass,
  facesPass,
  mouthsPass,
  bodiesPass,
  audioPass,
  speakingPass,
  summaryPass,
  speechPass,
];

/** The passes of this program. Throws an Error when a name has none or two, so that the program does not start. */
export function openPassBook(): PassBook {
  return new PassBook(allPasses, passNames);
}
