import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseAss } from 'ass-compiler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type Core } from '../../../src-main/api/core.ts';
import { foldName } from '../../../src-main/domain/person-name.ts';
import { findFfmpeg, type FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';
import { readCueFile } from '../../../src-main/media/cues/cue-file.ts';
import { readEmbeddedCues } from '../../../src-main/media/cues/embedded-cues.ts';
import { linesOfCues } from '../../../src-main/media/cues/subtitle-lines.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { parseScript } from '../../../src-main/film-maker/film-script.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { makeFilm } from '../../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';

// The lines of a drawn film, spoken by its own cast: what is written reads back with the same times and names.

const script = parseScript({
  title: 'Two mugs',
  seed: 11,
  cast: sampleScript().cast,
  shots: [
    {
      place: 'kitchen',
      duration: 7,
      people: [{ name: 'Ada', x: 0.5, size: 0.5 }],
      lines: [
        { speaker: 'Ada', text: 'Where is my mug?' },
        { speaker: 'Bo', text: 'It is on the table, where you left it.' },
      ],
    },
    {
      place: 'street',
      duration: 7,
      people: [{ name: 'Bo', x: 0.5, size: 0.5 }],
      lines: [
        { speaker: 'Bo', text: 'Is it the blue one?' },
        { speaker: 'Ada', text: 'Yes, the blue one.' },
      ],
    },
  ],
});

let folder: string;
let truth: FilmTruth;
let core: Core;
let tools: FfmpegTools;
let film: string;
let filmId: number;

const at = (name: string) => join(folder, name);
const named = (names: readonly string[]) => names.map((name) => ({ name, confidence: 1 }));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kinora-subtitles-'));
  tools = await findFfmpeg();
  const made = await makeFilm(tools, script, modelCacheFolder());
  truth = JSON.parse(readFileSync(made.truth, 'utf8')) as FilmTruth;
  film = at('film.mp4');
  await copyFile(made.film, film);
  const clock = (s: number) => new Date(Math.round(s * 1000)).toISOString().slice(11, 23);
  const cues = truth.speech.map(
    ({ start, end, name, text }) => `${clock(start)} --> ${clock(end)}\n<v ${name}>${text}</v>\n`,
  );
  writeFileSync(at('film.vtt'), `WEBVTT\n\n${cues.join('\n')}`);
  core = await openCore({ libraryFolder: at('library') });
  await core.call('library.index', { paths: [film] });
  filmId = (await core.call('library.videos', {})).videos[0]!.id;
}, 240_000);
afterAll(async () => {
  await core?.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = async () => (await core.call('subtitles.lines', { id: filmId })).lines;

describe('Lines of a film', () => {
  it('come with who says them', async () => {
    const own = await lines();
    expect(own.map(({ text, speakers }) => [text, speakers[0]?.name])).toEqual(
      truth.speech.map(({ text, name }) => [text, name]),
    );
  });

  it.each(['srt', 'vtt', 'ass'])(
    'as .%s pass the linter, ffmpeg and the reader with times and names',
    async (format) => {
      const output = at(`out.${format}`);
      await core.call('exports.subtitles', { path: film, output, labels: 'always' });
      const report = await core.call('subtitles.lint', { path: output });
      expect(report.repairs).toEqual([]);
      expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const checked = spawnSync(tools.ffmpeg, ['-v', 'warning', '-i', output, '-f', 'srt', '-'], {
        encoding: 'utf8',
      });
      expect([checked.status, checked.stderr]).toEqual([0, '']);
      expect(checked.stdout.match(/-->/g)).toHaveLength(truth.speech.length);
      const back = linesOfCues((await readCueFile(output)).cues);
      back.forEach(({ start, speakers }, i) => {
        const said = truth.speech[i]!;
        expect(Math.abs(start - said.start)).toBeLessThan(0.51);
        expect(speakers.map(({ name }) => foldName(name))).toEqual([foldName(said.name)]);
      });
    },
  );

  it('as ASS have a style for each character that another parser finds', async () => {
    const { styles } = parseAss(readFileSync(at('out.ass'), 'utf8'));
    for (const { name } of truth.speech) {
      expect(styles.style.map(({ Name }) => Name)).toContain(name);
    }
  });

  it('in a track of a copy keep their names, and pictures and sound as they were', async () => {
    const output = at('copy.mkv');
    await core.call('exports.subtitledFilm', { path: film, output, way: 'mux' });
    const copy = await probe(tools, output);
    const before = await probe(tools, film);
    expect(copy.video?.codec).toBe(before.video?.codec);
    expect(Math.abs(copy.duration - before.duration)).toBeLessThan(1);
    const back = linesOfCues(await readEmbeddedCues(tools, output, copy.subtitles[0]!));
    expect(back.map(({ speakers }) => speakers[0]?.name)).toEqual(truth.speech.map(({ name }) => name));
    expect(Math.abs(back[0]!.start - truth.speech[0]!.start)).toBeLessThan(0.51);
    await core.call('exports.subtitledFilm', { path: film, output: at('copy.mp4'), way: 'mux' });
    expect((await probe(tools, at('copy.mp4'))).subtitles[0]?.codec).toBe('mov_text');
  });

  it('drawn into the picture change it where somebody speaks', async () => {
    const output = at('burnt.mp4');
    const told: number[] = [];
    const stop = core.on('exports.progress', ({ path, way, fraction }) => {
      expect([path, way]).toEqual([film, 'burn']);
      told.push(fraction);
    });
    await core.call('exports.subtitledFilm', { path: film, output, way: 'burn' });
    stop();
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(0.9);
    const { start, end } = truth.speech[0]!;
    const bottom = (path: string) =>
      spawnSync(tools.ffmpeg, [
        '-v', 'error', '-ss', String((start + end) / 2), '-i', path, '-frames:v', '1',
        '-vf', 'crop=iw:ih/4:0:ih*3/4,format=gray', '-f', 'rawvideo', '-',
      ]).stdout; // prettier-ignore
    const [plain, burnt] = [bottom(film), bottom(output)];
    const changed = plain.filter((value, i) => Math.abs(value - burnt[i]!) > 60).length;
    expect(changed).toBeGreaterThan(300);
    await expect(
      core.call('exports.subtitledFilm', { path: film, output: film, way: 'burn' }),
    ).rejects.toThrow(/replace/);
    await expect(
      core.call('exports.subtitledFilm', { path: film, output: at('copy.doc'), way: 'mux' }),
    ).rejects.toThrow(/cannot be written as/);
  });

  it('whose speaker is corrected teach the voices, until the correction is taken back', async () => {
    const spoken = async () => (await core.call('dialogue.list', { id: filmId })).utterances[0]!.speakers[0];
    const [first] = await lines();
    const { id, source, ...line } = first!;
    const corrected = { ...line, speakers: named(['Nina']) };
    await core.call('subtitles.correct', { id: filmId, source, replaced: [id], lines: [corrected] });
    await expect.poll(spoken, { timeout: 60_000 }).toMatchObject({ person: 'Nina', evidence: 'user' });
    expect((await core.call('people.list', {})).people.map(({ name }) => name)).toContain('Nina');
    await core.call('subtitles.undo', { id: filmId });
    await expect.poll(spoken, { timeout: 60_000 }).not.toMatchObject({ person: 'Nina' });
    await core.call('people.remove', { name: 'Nina' });
  }, 120_000);

  it('that were corrected stay so when the file is read again', async () => {
    const [first] = await lines();
    await core.call('subtitles.correct', {
      id: filmId,
      source: 'film.vtt',
      replaced: [first!.id],
      lines: [
        {
          start: first!.start,
          end: first!.end,
          text: 'Quite another thing.',
          kind: 'speech',
          speakers: named(['Zoë']),
        },
      ],
    });
    const text = readFileSync(at('film.vtt'), 'utf8');
    writeFileSync(at('film.vtt'), `${text}\n00:00:00.010 --> 00:00:00.400\n[music]\n`);
    await core.call('library.index', { paths: [film] });
    const own = await lines();
    expect(own.find(({ kind }) => kind === 'sound')?.text).toBe('music');
    expect(own.find(({ speakers }) => speakers[0]?.name === 'Zoë')?.text).toBe('Quite another thing.');
    expect(own).toHaveLength(truth.speech.length + 1);
    expect(await core.call('subtitles.undo', { id: filmId })).toEqual({ undone: true });
    expect((await lines()).map(({ text }) => text)).toContain(truth.speech[0]!.text);
    const empty = { start: 1, end: 2, text: ' ', kind: 'speech' as const, speakers: [] };
    await expect(
      core.call('subtitles.correct', { id: filmId, source: 'film.vtt', replaced: [], lines: [empty] }),
    ).rejects.toThrow(/needs words/);
  });

  it('are moved and moved back', async () => {
    const starts = async () => (await lines()).map(({ start }) => start);
    const before = await starts();
    await core.call('subtitles.move', { id: filmId, source: 'film.vtt', shift: 1.5 });
    expect((await starts())[1]).toBeCloseTo(before[1]! + 1.5, 3);
    await core.call('subtitles.move', { id: filmId, source: 'film.vtt', shift: -1.5 });
    expect((await starts())[1]).toBeCloseTo(before[1]!, 3);
  });

  it('are found hard to read where they are, with what mends them', async () => {
    const [first, second] = (await lines()).filter(({ kind }) => kind === 'speech');
    const { text, kind, speakers } = first!;
    const long = { start: first!.start, end: second!.start + 0.3, text, kind, speakers };
    const change = { id: filmId, source: 'film.vtt', replaced: [first!.id], lines: [long] };
    await core.call('subtitles.correct', change);
    const { findings } = await core.call('subtitles.findings', { id: filmId });
    const mended = findings.flatMap(({ rule, mended }) => (rule === 'overlap' && mended ? mended : []));
    expect(mended).toEqual([expect.objectContaining({ text })]);
    expect(mended[0]!.end).toBeLessThan(second!.start);
    expect(await core.call('subtitles.undo', { id: filmId })).toEqual({ undone: true });
  });

  it('are looked at beside the sound', async () => {
    const interval = { start: 0, end: 8 };
    const { peaks } = await core.call('subtitles.waveform', { id: filmId, interval, parts: 80 });
    expect(peaks).toHaveLength(80);
    expect(Math.max(...peaks)).toBeGreaterThan(0.05);
  });
});
