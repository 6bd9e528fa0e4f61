import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../../../src-main/api/core-interface.ts';
import { overlapOf, type Interval } from '../../../src-main/domain/interval.ts';
import { foldName } from '../../../src-main/domain/person-name.ts';
import { readRttm } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { readDialogue } from '../../../src-main/evaluation/look-listen-recognise.ts';
import { readCueFile } from '../../../src-main/media/cues/cue-file.ts';
import { linesOfCues } from '../../../src-main/media/cues/subtitle-lines.ts';
import type { FfmpegTools } from '../../../src-main/media/ffmpeg-tools.ts';

/** A film's lines written in each format and read again. */
export interface WrittenBack {
  readonly files: number;
  /** Files without an error by the linter; tables are not linted, and count when they are read whole. */
  readonly linted: number;
  readonly decodable: number;
  /** Files that ffmpeg reads without a warning. */
  readonly decoded: number;
  readonly lines: number;
  /** Lines with the same speaker, at a time that no convention would have moved farther. */
  readonly same: number;
}

interface NamedLine extends Interval {
  readonly names: readonly string[];
}

/** A cue may be moved to a cut, or begin earlier to be read in time; a table's rows are as exact as its digits. */
const movedCue = 0.51;
const exact = 0.001;

export async function writeAndRead(core: Core, ffmpeg: FfmpegTools, film: string): Promise<WrittenBack> {
  const folder = await mkdtemp(join(tmpdir(), 'kinora-written-'));
  const sum = { files: 0, linted: 0, decodable: 0, decoded: 0, lines: 0, same: 0 };
  try {
    const { videos } = await core.call('library.videos', {});
    const said = (await core.call('subtitles.lines', { id: videos[0]!.id })).lines
      .filter(({ kind }) => kind === 'speech')
      .map(({ start, end, speakers }) => ({ start, end, names: speakers.map(({ name }) => name) }));
    for (const format of ['srt', 'vtt', 'ass', 'csv', 'rttm']) {
      const path = join(folder, `lines.${format}`);
      await core.call('exports.subtitles', { path: film, output: path, labels: 'always' });
      sum.files++;
      const isTable = format === 'csv' || format === 'rttm';
      const back = isTable ? await rowsOf(path, format) : await cuesOf(path);
      sum.lines += said.length;
      sum.same += said.filter((line) => isAmong(back, line, isTable ? exact : movedCue)).length;
      if (isTable) {
        sum.linted++;
        continue;
      }
      const { repairs, findings } = await core.call('subtitles.lint', { path });
      const isFlawless = repairs.length === 0 && findings.every(({ severity }) => severity !== 'error');
      if (isFlawless) sum.linted++;
      else console.error(format, repairs, findings);
      const { status, stderr } = spawnSync(ffmpeg.ffmpeg, ['-v', 'warning', '-i', path, '-f', 'srt', '-'], {
        encoding: 'utf8',
      });
      sum.decodable++;
      if (status === 0 && stderr === '') sum.decoded++;
    }
    return sum;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cuesOf(path: string): Promise<NamedLine[]> {
  const { cues } = await readCueFile(path);
  return linesOfCues(cues).map(({ start, end, speakers }) => ({
    ...{ start, end },
    names: speakers.map(({ name }) => name),
  }));
}

async function rowsOf(path: string, format: 'csv' | 'rttm'): Promise<NamedLine[]> {
  const source = { name: path, text: await readFile(path, 'utf8') };
  const rows = format === 'csv' ? readDialogue(source) : [...readRttm(source).values()].flat();
  // A name is one word in RTTM.
  return rows.map(({ start, end, speaker }) => ({ start, end, names: [speaker.replaceAll('_', ' ')] }));
}

/** Whether a line was read again: with all its speakers, and with a beginning that was moved no farther. */
function isAmong(back: readonly NamedLine[], line: NamedLine, moved: number): boolean {
  const near = back.filter((each) => overlapOf(each, line) > 0);
  const begins = near.some(({ start }) => Math.abs(start - line.start) <= moved);
  const names = new Set(near.flatMap((each) => each.names.map(foldName)));
  return begins && line.names.every((name) => names.has(foldName(name)));
}
