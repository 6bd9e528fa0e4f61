import { audioPass } from './audio-pass.ts';
import { dialoguePass } from './dialogue-pass.ts';
import { framesPass } from './frames-pass.ts';
import type { Pass } from './pass.ts';
import { picturesPass } from './pictures-pass.ts';
import { sidecarsPass } from './sidecars-pass.ts';

/** Every pass in the order they run; what is cheap and useful first. */
export const allPasses: readonly Pass[] = [sidecarsPass, dialoguePass, framesPass, picturesPass, audioPass];
