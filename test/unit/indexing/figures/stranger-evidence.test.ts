import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../../src-main/indexing/figures/figure.ts';
import { strangerEvidence } from '../../../../src-main/indexing/figures/stranger-evidence.ts';

const box = { x: 0.4, y: 0.2, width: 0.2, height: 0.8 };

function figure(quality: number | null, confidence = 0.6): Figure {
  const face = { quality } as Figure['faces'][number];
  const body = { samples: [{ time: 1, box, confidence }] } as unknown as Figure['body'];
  return { start: 0, end: 2, shot: 0, body, faces: quality === null ? [] : [face], sights: [] };
}

describe('how likely somebody unknown is a stranger', () => {
  const back = figure(null);
  const clear = Array.from({ length: 6 }, () => figure(0.9));

  test('follows how many of the clear faces of the scene were strangers', () => {
    const knownOf = (count: number) => strangerEvidence(back, clear, (one) => clear.indexOf(one) < count);
    expect(knownOf(3)).toBe(0);
    expect(knownOf(6)).toBeLessThan(knownOf(4));
    expect(knownOf(1)).toBeGreaterThan(1);
    expect([knownOf(0), knownOf(6)].every((evidence) => Math.abs(evidence) <= 1.5)).toBe(true);
  });

  test('does not count faces that are too small or turned away to tell', () => {
    const unclear = [figure(0.1), figure(0.2), figure(0.3)];
    expect(strangerEvidence(back, unclear, () => false)).toBe(0);
  });

  test('is never small for a doubtful claim of a body', () => {
    expect(strangerEvidence(figure(null, 0.2), clear, () => true)).toBe(0);
    expect(strangerEvidence(back, clear, () => true)).toBeLessThan(-1);
  });
});
