import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAssetsFolder } from './demo-assets.ts';
import type { FilmScript } from './film-script.ts';
import { parseScript } from './film-script.ts';

/** The film that the demo shows. */
export function sampleScript(): FilmScript {
  return parseScript(JSON.parse(readFileSync(join(demoAssetsFolder(), 'sample-film.json'), 'utf8')));
}
