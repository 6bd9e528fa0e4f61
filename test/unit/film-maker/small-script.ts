import type { FilmScript, FilmScriptText } from '../../../src-main/film-maker/film-script.ts';
import { parseScript } from '../../../src-main/film-maker/film-script.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';

/** A script of the given shots with the sample film's cast: Ada, Bo, Cleo and Dan. */
export function smallScript(shots: FilmScriptText['shots'], more: Partial<FilmScriptText> = {}): FilmScript {
  return parseScript({ title: 'Small', seed: 1, cast: sampleScript().cast, shots, ...more });
}
