import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { EvidenceView } from '../../../src-main/api/contract.ts';
import { evidenceText } from '../../../src-main/hosts/cli/output/evidence-text.ts';
import { momentTable } from '../../../src-main/hosts/cli/output/moment-table.ts';

const face: EvidenceView = { kind: 'face', start: 83, end: 88, person: 'Ada', trackId: 3, confidence: 0.934 };
const line: EvidenceView = {
  kind: 'line',
  start: 84,
  end: 86,
  cueId: 9,
  text: 'Where is\nmy mug?',
  matched: ['mug'],
};
const moment = {
  id: 'm1-834-880',
  title: 'The Mug',
  start: 83.4,
  end: 88,
  score: 0.871,
  evidence: [face, line],
  missing: [],
};
const picture: EvidenceView = {
  kind: 'picture',
  start: 83,
  end: 88,
  time: 85,
  words: [
    { word: 'dog', concepts: ['dog'] },
    { word: 'beach', concepts: ['water'] },
  ],
  confidence: 0.812,
};

test('says why: each person once at their surest, and the line that was spoken', () => {
  expect(evidenceText([{ ...face, confidence: 0.4 }, face, line])).toBe('Ada 0.93 · "Where is my mug?"');
});

test('says which words the picture shows, and which nothing shows', () => {
  expect(evidenceText([face, picture, line])).toBe(
    'Ada 0.93 · picture: dog, beach 0.81 · "Where is my mug?"',
  );
  expect(momentTable([{ ...moment, evidence: [picture], missing: ['sunset'] }], 120)).toContain(
    'picture: dog, beach 0.81 · not: sunset',
  );
});

test('shows film, start, end, score, why and the id of each moment', () => {
  const rows = momentTable([moment], 120).split('\n');
  expect(
    rows[1]!
      .split('│')
      .map((cell) => cell.trim())
      .slice(1, -1),
  ).toEqual(['film', 'start', 'end', 'score', 'why', 'moment']);
  expect(
    rows[3]!
      .split('│')
      .map((cell) => cell.trim())
      .slice(1, -1),
  ).toEqual(['The Mug', '1:23.4', '1:28.0', '0.87', 'Ada 0.93 · "Where is my mug?"', 'm1-834-880']);
});

test('wraps the reasons so that the table fits the terminal', () => {
  const long = { ...line, text: 'Where on earth have you put my favourite mug this time? '.repeat(4) };
  const table = momentTable([{ ...moment, evidence: [face, long] }], 90);
  expect(Math.max(...table.split('\n').map((row) => row.length))).toBeLessThanOrEqual(90);
  expect(table).toContain('favourite');
});

test('carries no colour codes, and no control characters from titles', () => {
  const table = momentTable([{ ...moment, title: 'The\u001b[2JMug' }], 120);
  expect(stripVTControlCharacters(table)).toBe(table);
  expect(table).toContain('The\\u001b[2JMug');
});
