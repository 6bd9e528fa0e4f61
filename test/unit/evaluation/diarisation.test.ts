import { describe, expect, test } from 'vitest';
import { readRttm } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { scoreDiarisation } from '../../../src-main/evaluation/diarisation/score.ts';
import { overlapZones, without } from '../../../src-main/evaluation/diarisation/speech-pieces.ts';
import { annotationText } from './annotation-text.ts';

type Row = readonly [speaker: string, start: number, end: number, recording?: string];

const rttm = (rows: readonly Row[]) =>
  readRttm(
    annotationText(
      rows
        .map(
          ([speaker, start, end, recording = 'film']) =>
            `SPEAKER ${recording} 1 ${start} ${end - start} <NA> <NA> ${speaker} <NA> <NA>`,
        )
        .join('\n'),
    ),
  );
const score = (reference: readonly Row[], hypothesis: readonly Row[], collar = 0) =>
  scoreDiarisation(rttm(reference), rttm(hypothesis), collar).metrics;

describe('The diarisation error rate', () => {
  test('counts time given to the wrong speaker', () => {
    const metrics = score(
      [
        ['A', 0, 10],
        ['B', 10, 20],
      ],
      [
        ['x', 0, 12],
        ['y', 12, 20],
      ],
    );
    expect(metrics).toMatchObject({ missed: 0, false_alarm: 0, confusion: 2, der: 10 });
  });

  test('leaves out a collar on each side of every reference boundary', () => {
    const metrics = score(
      [
        ['A', 0, 10],
        ['B', 10, 20],
      ],
      [
        ['x', 0, 12],
        ['y', 12, 20],
      ],
      0.25,
    );
    // Of 20 s the first and last 0.25 s and 0.5 s around the change do not count: 1.75 s of 19 s.
    expect(metrics).toMatchObject({ confusion: 1.75, der: 9.21 });
    expect(metrics['collar 0, overlap scored']).toMatchObject({ confusion: 2, der: 10 });
  });

  test('counts each of several who speak at once, or leaves such stretches out', () => {
    const metrics = score(
      [
        ['A', 0, 10],
        ['B', 8, 12],
      ],
      [['x', 0, 12]],
    );
    expect(metrics['collar 0, overlap scored']).toEqual({
      missed: 2,
      false_alarm: 0,
      confusion: 2,
      der: 28.57,
    });
    expect(metrics['collar 0, overlap excluded']).toEqual({
      missed: 0,
      false_alarm: 0,
      confusion: 2,
      der: 20,
    });
  });

  test('maps speakers so that together they share the most time', () => {
    // Taking the largest overlap first (A-x, 6 s) would leave B with y, which it never meets.
    const metrics = score(
      [
        ['A', 0, 6],
        ['B', 10, 15],
        ['A', 20, 25],
      ],
      [
        ['x', 0, 6],
        ['x', 10, 15],
        ['y', 20, 25],
      ],
    );
    expect(metrics).toMatchObject({ confusion: 6, der: 37.5 });
  });

  test('hears nothing before the first and after the last reference turn', () => {
    expect(score([['A', 5, 10]], [['x', 0, 30]])).toMatchObject({ false_alarm: 0, der: 0 });
  });

  test('counts speech in a pause, and every speaker too many', () => {
    const metrics = score(
      [
        ['A', 0, 4],
        ['A', 6, 10],
      ],
      [
        ['x', 0, 10],
        ['y', 8, 10],
      ],
    );
    expect(metrics).toMatchObject({ false_alarm: 4, der: 50 });
  });

  test('a speaker who is found twice at once is found once', () => {
    expect(
      score(
        [['A', 0, 10]],
        [
          ['x', 0, 7],
          ['x', 5, 10],
        ],
      ),
    ).toMatchObject({ der: 0 });
  });

  test('adds recordings up; one without a hypothesis is missed', () => {
    const { metrics, parts } = scoreDiarisation(
      rttm([
        ['A', 0, 10, 'one'],
        ['A', 0, 30, 'two'],
      ]),
      rttm([['x', 0, 10, 'one']]),
      0,
    );
    expect(metrics).toMatchObject({ missed: 30, der: 75 });
    expect(parts.map(({ name, metrics: { der } }) => [name, der])).toEqual([
      ['one', 0],
      ['two', 100],
    ]);
  });

  test('nothing found at all is everything missed', () => {
    expect(score([['A', 0, 10]], [])).toMatchObject({ missed: 10, der: 100 });
  });

  test('has no value where no speech counts', () => {
    expect(score([['A', 0, 0.4]], [], 0.25)).toMatchObject({ der: null });
  });

  test('files about other recordings are refused', () => {
    expect(() => score([['A', 0, 1, 'one']], [['x', 0, 1, 'two']])).toThrow(/other recordings \(two\)/);
    expect(() => score([], [])).toThrow(/no SPEAKER line/);
  });
});

describe('Stretches', () => {
  test('overlap where a turn starts before an earlier one ends', () => {
    const turn = (start: number, end: number) => ({ start, end, speaker: 'A' });
    expect(overlapZones([turn(3, 5), turn(0, 10), turn(2, 4), turn(10, 12)])).toEqual([
      { start: 2, end: 4 },
      { start: 3, end: 5 },
    ]);
  });

  test('are what is left of a span', () => {
    const span = { start: 0, end: 10 };
    expect(without(span, [])).toEqual([span]);
    expect(
      without(span, [
        { start: 2, end: 4 },
        { start: 3, end: 5 },
        { start: 9, end: 12 },
        { start: -1, end: 1 },
      ]),
    ).toEqual([
      { start: 1, end: 2 },
      { start: 5, end: 9 },
    ]);
    expect(without(span, [{ start: -1, end: 11 }])).toEqual([]);
  });
});

describe('RTTM', () => {
  test('passes over comments and other kinds of lines', () => {
    const turns = readRttm(
      annotationText(
        ';; made by hand\r\n\r\nSPKR-INFO film 1 <NA> <NA> <NA> unknown A <NA>\r\nspeaker film 1 1.5 2 <NA> <NA> A <NA>',
      ),
    );
    expect([...turns]).toEqual([['film', [{ start: 1.5, end: 3.5, speaker: 'A' }]]]);
  });

  test('keeps channels apart', () => {
    const line = (channel: string) => `SPEAKER film ${channel} 0 1 <NA> <NA> A`;
    expect([...readRttm(annotationText(`${line('1')}\n${line('2')}`)).keys()]).toEqual(['film', 'film 2']);
  });

  test.each([
    ['too few fields', 'SPEAKER film 1 0 1 <NA>', /line 2: a turn has at least 8 fields, this one has 6/],
    ['a start that is no number', 'SPEAKER film 1 soon 1 <NA> <NA> A', /line 2: start/],
    ['a negative duration', 'SPEAKER film 1 0 -1 <NA> <NA> A', /line 2: duration/],
  ])('%s is refused with its line', (_what, line, message) => {
    expect(() => readRttm(annotationText(`\n${line}`))).toThrow(message);
  });
});
