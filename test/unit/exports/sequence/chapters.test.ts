import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  writeFfmetadata,
  writeMatroskaChapters,
  writeYoutubeChapters,
} from '../../../../src-main/exports/sequence/chapters.ts';
import { writeMomentTable } from '../../../../src-main/exports/sequence/moment-table.ts';
import { sequenceOf } from '../../../../src-main/exports/sequence/sequence.ts';
import { findFfmpeg } from '../../../../src-main/media/ffmpeg-tools.ts';
import { madeFilm, madeMoment } from './made-sequence.ts';

const film = madeFilm({ perSecond: 23.976 });
const odd = 'a=b; #c \\ d\ne';
const sequence = sequenceOf('Mugs; all', [madeMoment(film, 10, 80, odd), madeMoment(film, 100, 101.5)]);

describe('Chapters', () => {
  it('for ffmpeg are read by ffprobe as they were meant', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kinora-chapters-'));
    try {
      const path = join(folder, 'chapters.txt');
      writeFileSync(path, writeFfmetadata(sequence));
      const { ffprobe } = await findFfmpeg();
      const args = ['-v', 'error', '-f', 'ffmetadata', '-show_chapters', '-show_format', '-of', 'json', path];
      const { chapters, format } = JSON.parse(execFileSync(ffprobe, args, { encoding: 'utf8' }));
      expect(format.tags.title).toBe('Mugs; all');
      expect(chapters.map(({ tags }: { tags: { title: string } }) => tags.title)).toEqual([
        'a=b; #c \\ d e',
        'Alien (1:40)',
      ]);
      const seconds = [(1678 * 1001) / 24_000, (1714 * 1001) / 24_000];
      expect(Number(chapters[0].start_time)).toBe(0);
      expect(Number(chapters[1].start_time)).toBeCloseTo(seconds[0]!, 3);
      expect(Number(chapters[1].end_time)).toBeCloseTo(seconds[1]!, 3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('for Matroska are whole nanoseconds', () => {
    const { Chapters } = new XMLParser({ parseTagValue: false }).parse(writeMatroskaChapters(sequence));
    expect(Chapters.EditionEntry.ChapterAtom[1]).toMatchObject({
      ChapterTimeStart: '00:01:09.986583333',
      ChapterTimeEnd: '00:01:11.488083333',
      ChapterDisplay: { ChapterString: 'Alien (1:40)' },
    });
  });

  it('for YouTube are a line each', () => {
    expect(writeYoutubeChapters(sequence)).toBe('0:00 a=b; #c \\ d e\n1:09 Alien (1:40)\n');
  });
});

describe('A table of moments', () => {
  it('quotes what has to be quoted', () => {
    const table = writeMomentTable(sequenceOf('Mugs', [madeMoment(madeFilm({}), 10, 12, 'a "mug", here')]));
    expect(table).toBe(
      'number,path,title,start,end,sequenceStart,note\r\n' +
        '1,/films/Alien (1979).mkv,Alien,10.000,12.000,0.000,"a ""mug"", here"\r\n',
    );
  });
});
