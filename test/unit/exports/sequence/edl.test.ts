import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeEdl } from '../../../../src-main/exports/sequence/edl.ts';
import { sequenceOf } from '../../../../src-main/exports/sequence/sequence.ts';
import { firstHourFrame } from '../../../../src-main/exports/sequence/timecode.ts';
import { madeFilm, madeMoment } from './made-sequence.ts';
import { frameOfTimecode, readEdl } from './read-edl.ts';

describe('An EDL', () => {
  it('is written as CMX3600 writes it', () => {
    const film = madeFilm({ perSecond: 24 });
    const text = writeEdl(sequenceOf('Mugs', [madeMoment(film, 60, 62.5, 'the mug\nfalls')]));
    expect(text.split('\r\n')).toEqual([
      'TITLE: Mugs',
      'FCM: NON-DROP FRAME',
      '',
      '001  ALIEN    B     C        00:01:00:00 00:01:02:12 01:00:00:00 01:00:02:12',
      '* FROM CLIP NAME: Alien (1979).mkv',
      '* SOURCE FILE: /films/Alien (1979).mkv',
      '* COMMENT: the mug falls',
      '',
    ]);
  });

  it('gives back the frames that were written', () => {
    const rates = fc.constantFrom(23.976, 24, 25, 29.97, 30, 50, 59.94);
    const spans = fc.array(fc.tuple(fc.nat(60_000), fc.integer({ min: 1, max: 6000 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rates, spans, (perSecond, tenths) => {
        const film = madeFilm({ perSecond });
        const moments = tenths.map(([start, length]) =>
          madeMoment(film, start / 10, Math.min(film.duration, (start + length) / 10)),
        );
        const sequence = sequenceOf('Round trip', moments);
        const first = firstHourFrame(sequence.rate);
        const read = readEdl(writeEdl(sequence)).map(({ times }) =>
          times.map((time) => frameOfTimecode(time, film.rate)),
        );
        expect(read).toEqual(
          sequence.edits.map(({ sourceStart, sourceLength, at, length }) => [
            sourceStart,
            sourceStart + sourceLength,
            first + at,
            first + at + length,
          ]),
        );
      }),
    );
  });

  it('tells the speed of a film of another frame rate', () => {
    const [one, other] = [
      madeFilm({ perSecond: 24 }),
      madeFilm({ perSecond: 25, path: '/b.mkv', title: 'B' }),
    ];
    const text = writeEdl(sequenceOf('Mixed', [madeMoment(one, 0, 1), madeMoment(other, 10, 12)]));
    expect(text).toContain('M2   B        025.0                00:00:10:00');
    expect(readEdl(text)[1]!.times).toEqual(['00:00:10:00', '00:00:12:00', '01:00:01:00', '01:00:03:00']);
  });

  it('counts sources from the timecode of their camera', () => {
    const moments = [
      madeMoment(madeFilm({ perSecond: 25, timecode: '10:20:30:05' }), 2, 3),
      madeMoment(madeFilm({ perSecond: 29.97, timecode: '01:00:00;00', path: '/b.mov' }), 60.1, 61.1),
      madeMoment(madeFilm({ perSecond: 29.97, timecode: '01:00:00:00', path: '/c.mov' }), 60.1, 61.1),
      madeMoment(madeFilm({ perSecond: 25, timecode: '23:59:59:00', path: '/d.mov' }), 0, 2),
    ];
    const text = writeEdl(sequenceOf('Day', moments));
    expect(readEdl(text).map(({ times }) => times.slice(0, 2))).toEqual([
      ['10:20:32:05', '10:20:33:05'],
      ['01:01:00;03', '01:01:01;03'],
      ['01:01:00:01', '01:01:01:01'],
      ['23:59:59:00', '00:00:01:00'],
    ]);
    expect(text).toContain('M2   ALIE002  030.0                01:01:00;03');
  });

  it('tells films with the same name apart, and never calls a reel black', () => {
    const titles = ['Alien', 'Alien', '异形', 'BL'];
    const moments = titles.map((title, at) => madeMoment(madeFilm({ title, path: `/${at}.mkv` }), 0, 1));
    const reels = readEdl(writeEdl(sequenceOf('Names', moments))).map(({ reel }) => reel);
    expect(reels).toEqual(['ALIEN', 'ALIE002', 'R003', 'BL004']);
  });

  it('says which tracks a film has', () => {
    const silent = madeFilm({ hasSound: false });
    const sound = madeFilm({ path: '/b.m4a', width: 0, height: 0 });
    const events = readEdl(writeEdl(sequenceOf('T', [madeMoment(silent, 0, 1), madeMoment(sound, 0, 1)])));
    expect(events.map(({ channels }) => channels)).toEqual(['V', 'A']);
  });

  it('refuses more moments than it has numbers for', () => {
    const moments = Array.from({ length: 1000 }, () => madeMoment(madeFilm({}), 0, 1));
    expect(() => writeEdl(sequenceOf('Many', moments))).toThrow(/999 events/);
  });
});
