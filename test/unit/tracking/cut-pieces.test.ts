import { expect, test } from 'vitest';
import type { Box } from '../../../src-main/domain/box.ts';
import { cutPieces } from '../../../src-main/tracking/cut-pieces.ts';
import type { Sight } from '../../../src-main/tracking/sight-book.ts';
import { looks, sightsOf } from './pieces.ts';

function byFrame(...things: (readonly Sight[])[]): Sight[][] {
  const all = things.flat();
  const frames = Math.max(...all.map(({ index }) => index)) + 1;
  return Array.from({ length: frames }, (_, frame) => all.filter(({ index }) => index === frame));
}

function owned(...tracks: (readonly Sight[])[]): Map<Box, number> {
  return new Map(tracks.flatMap((sights, track) => sights.map(({ box }): [Box, number] => [box, track])));
}

function lengths(pieces: ReturnType<typeof cutPieces>): number[] {
  return pieces.map(({ sights }) => sights.length).toSorted((a, b) => b - a);
}

const one = sightsOf(0, 20, looks.red, 0);

test('what both passes follow through is one piece', () => {
  expect(lengths(cutPieces(byFrame(one), [owned(one), owned(one)]))).toEqual([20]);
});

test('where either pass goes over to another track a piece ends', () => {
  const pieces = cutPieces(byFrame(one), [owned(one), owned(one.slice(0, 12), one.slice(12))]);
  expect(lengths(pieces)).toEqual([12, 8]);
});

test('a box in which something else stands ends the stretch in which its thing is plain', () => {
  const passing = sightsOf(9, 10, looks.blue, 10);
  const pieces = cutPieces(byFrame(one, passing), [owned(one, passing)]);
  const plain = pieces.flatMap(({ sights }) => sights.filter((sight) => sight.plain));
  expect(plain.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 14, 15, 16, 17, 18, 19]);
});

test('sights that no pass has taken stand alone', () => {
  expect(lengths(cutPieces(byFrame(one), [owned()]))).toEqual(Array.from({ length: 20 }, () => 1));
});
