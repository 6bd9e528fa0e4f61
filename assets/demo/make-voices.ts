/**
 * Speaks every line of lines.json in every voice and writes voices/<voice>.opus and voices/index.json.
 * For maintainers, after lines or voices changed: `node assets/demo/make-voices.ts [voice...]` (needs espeak-ng and
 * ffmpeg). Voices that are not named stay as they are.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietFfmpeg } from '../../src-main/film-maker/child-output.ts';
import { sampleRate } from '../../src-main/film-maker/film-format.ts';
import { voiceNames } from '../../src-main/film-maker/film-script.ts';
import { synthesise } from '../../src-main/film-maker/voice-synthesis.ts';

/** Silence between two lines of a file, so that the codec's ringing of one never reaches the next. */
const gap = 0.15;
const folder = import.meta.dirname;
const lines = JSON.parse(readFileSync(join(folder, 'lines.json'), 'utf8')) as string[];
const index = join(folder, 'voices', 'index.json');
const wanted = process.argv.slice(2);
const voices: Record<string, [number, number][]> =
  wanted.length > 0 && existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')).voices : {};
mkdirSync(join(folder, 'voices'), { recursive: true });

for (const voice of voiceNames) {
  if (wanted.length > 0 && !wanted.includes(voice)) continue;
  const places: [number, number][] = [];
  const parts: Float32Array[] = [];
  let at = gap;
  for (const line of lines) {
    const speech = await synthesise('ffmpeg', voice, line);
    const duration = speech.length / sampleRate;
    places.push([Number(at.toFixed(4)), Number(duration.toFixed(4))]);
    parts.push(
      new Float32Array(Math.round(at * sampleRate) - parts.reduce((sum, part) => sum + part.length, 0)),
    );
    parts.push(speech);
    at += duration + gap;
  }
  parts.push(new Float32Array(Math.round(gap * sampleRate)));
  const wave = Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
  const target = `file:${join(folder, 'voices', `${voice}.opus`)}`;
  execFileSync(
    'ffmpeg',
    [...quietFfmpeg, '-y', '-f', 'f32le', '-ar', `${sampleRate}`, '-ac', '1', '-i', 'pipe:0'].concat([
      ...['-c:a', 'libopus', '-b:a', '24k', '-application', 'audio', '-bitexact', target],
    ]),
    { input: wave },
  );
  voices[voice] = places;
  process.stdout.write(`${voice}: ${at.toFixed(1)} s\n`);
}
writeFileSync(index, `${JSON.stringify({ voices })}\n`);
