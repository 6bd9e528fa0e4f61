import { describe, expect, it } from 'vitest';
import { sequenceOf, withoutEdits } from '../../../../src-main/exports/sequence/sequence.ts';
import { madeFilm, madeMoment } from './made-sequence.ts';

const film = madeFilm({});

describe('A sequence', () => {
  it('holds moments one after the other in whole frames', () => {
    const { edits, length } = sequenceOf('Mugs', [madeMoment(film, 1, 2.02), madeMoment(film, 10, 11)]);
    expect(edits.map(({ sourceStart, at, length }) => [sourceStart, at, length])).toEqual([
      [25, 0, 26],
      [250, 26, 25],
    ]);
    expect(length).toBe(51);
  });

  it('takes the rate of its first film with pictures and the size of its largest', () => {
    const sound = madeFilm({ path: '/a.m4a', width: 0, height: 0 });
    const small = madeFilm({ path: '/b.mkv', width: 640, height: 480, perSecond: 23.976 });
    const { rate, width, height } = sequenceOf('Mixed', [
      madeMoment(sound, 0, 1),
      madeMoment(small, 0, 1),
      madeMoment(film, 0, 1),
    ]);
    expect([rate, width, height]).toEqual([{ numerator: 24_000, denominator: 1001 }, 1920, 1080]);
  });

  it('ends a moment with its film and leaves out what lies behind it or is empty', () => {
    const short = madeFilm({ duration: 10 });
    const { edits } = sequenceOf('Short', [
      madeMoment(short, 9, 20),
      madeMoment(short, 10, 12),
      madeMoment(short, 3, 3),
    ]);
    expect(edits.map(({ sourceStart, sourceLength }) => [sourceStart, sourceLength])).toEqual([[225, 25]]);
  });

  it('gives a moment shorter than a frame one frame', () => {
    expect(sequenceOf('Blink', [madeMoment(film, 1, 1.001)]).length).toBe(1);
  });

  it('moves up when edits are taken out', () => {
    const sequence = sequenceOf('Mugs', [
      madeMoment(film, 0, 1),
      madeMoment(film, 2, 3),
      madeMoment(film, 2, 4),
    ]);
    const left = withoutEdits(sequence, [sequence.edits[1]!]);
    expect(left.edits.map(({ at }) => at)).toEqual([0, 25]);
    expect(left.length).toBe(75);
  });
});
