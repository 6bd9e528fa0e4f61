import { expect, test } from 'vitest';
import { joinPieces } from '../../../src-main/tracking/join-pieces.ts';
import { Piece, type PieceSight } from '../../../src-main/tracking/piece.ts';
import { defaultSettings } from '../../../src-main/tracking/tracker-settings.ts';
import { looks, sightsOf } from './pieces.ts';

const { red, blue, bluish } = looks;

function joined(...pieces: PieceSight[][]): string[] {
  return joinPieces(
    pieces.map((sights) => new Piece(sights)),
    defaultSettings,
  )
    .map(({ sights }) => `${sights[0]!.index}-${sights.at(-1)!.index} ${sights.length}`)
    .toSorted();
}

test('a thing that leaves and comes back much later is known by its look', () => {
  expect(joined(sightsOf(0, 10, red, 0), sightsOf(90, 100, red, 300))).toEqual(['0-99 20']);
});

test('something that looks different is another thing, wherever it is', () => {
  expect(joined(sightsOf(0, 10, red, 0), sightsOf(11, 20, blue, 0))).toHaveLength(2);
});

test('two things that are seen at once are never one, however alike', () => {
  expect(joined(sightsOf(0, 10, red, 0), sightsOf(5, 15, red, 0))).toHaveLength(2);
});

test('nothing is at the other end of the picture a moment later', () => {
  expect(joined(sightsOf(0, 10, red, 0), sightsOf(11, 20, red, 1000))).toHaveLength(2);
});

test('what is covered belongs to the thing on whose way it lies', () => {
  const covered = sightsOf(11, 14, blue, 0, { speed: 5, plain: false });
  const way = sightsOf(0, 10, red, 0, { speed: 5 });
  const later = sightsOf(15, 25, red, 0, { speed: 5 });
  expect(joined(way, covered, later)).toEqual(['0-24 23']);
});

test('of two things that are alike each keeps to its own look', () => {
  const pieces = [
    sightsOf(0, 20, blue, 0),
    sightsOf(0, 20, bluish, 200),
    sightsOf(40, 60, bluish, 90),
    sightsOf(40, 60, blue, 110),
  ];
  const things = joinPieces(
    pieces.map((sights) => new Piece(sights)),
    defaultSettings,
  );
  expect(things).toHaveLength(2);
  for (const { sights } of things) expect(new Set(sights.map(({ appearance }) => appearance)).size).toBe(1);
});

test('without a query that speaks of two pieces nothing is joined', () => {
  const pieces = [sightsOf(0, 10, red, 0), sightsOf(11, 20, red, 0)].map((sights) => new Piece(sights));
  expect(joinPieces(pieces, { ...defaultSettings, queries: ['det'] })).toHaveLength(2);
});
