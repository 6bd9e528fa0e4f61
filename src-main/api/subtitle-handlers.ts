import { lintCues } from '../subtitles/lint-cues.ts';
import { readCueFile } from '../media/cues/cue-file.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about lines of dialogue and the files that hold them. */
export function subtitleHandlers(_context: CoreContext): HandlersOf<MethodsOf<'subtitles'>> {
  return {
    'subtitles.lint': async ({ path }) => {
      const { cues, format, encoding, warnings } = await readCueFile(path);
      return { format, encoding, cues: cues.length, repairs: warnings, findings: lintCues(cues) };
    },
  };
}
