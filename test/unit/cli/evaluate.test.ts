import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonFailure } from '../../../src-main/hosts/cli/json-shapes.ts';
import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { capturedTerminal } from './captured-terminal.ts';

describe('kinora evaluate score', () => {
  let folder = '';
  const turn = (recording: string, speaker: string, start: number, duration: number) =>
    `SPEAKER ${recording} 1 ${start} ${duration} <NA> <NA> ${speaker} <NA> <NA>\n`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kinora-scores-'));
    await writeFile(join(folder, 'truth.rttm'), turn('one', 'A', 0, 10) + turn('two', 'A', 0, 10));
    await writeFile(join(folder, 'found.rttm'), turn('one', 'x', 0, 10) + turn('two', 'x', 0, 5));
    await writeFile(join(folder, 'broken.rttm'), '\nSPEAKER one 1 now 10 <NA> <NA> A <NA> <NA>\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function score(predictions: string, ...words: string[]) {
    const terminal = capturedTerminal();
    const files = ['--annotations', join(folder, 'truth.rttm'), '--predictions', join(folder, predictions)];
    const code = await runCommandLine(['evaluate', 'score', '--metric', 'der', ...files, ...words], terminal);
    return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
  }

  test('tells people every value, its interval, and the headline of each part', async () => {
    const { code, stdout, stderr } = await score('found.rttm', '--collar', '0');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/│ der +│ +25 │ 0 to 50 +│/);
    expect(stdout).toMatch(/│ one +│ +0 │/);
    expect(stdout).toMatch(/│ two +│ +50 │/);
  });

  test('gives scripts the metrics at the top, with what is beside them under names of its own', async () => {
    const { stdout } = await score('found.rttm', '--collar', '0.5', '--json');
    const result = JSON.parse(stdout);
    // Of each recording 0.5 s at both ends do not count: 4.5 s of 18 s are missed.
    expect(result).toMatchObject({
      missed: 4.5,
      der: 25,
      'collar 0.5, overlap scored': { der: 25 },
      'collar 0, overlap excluded': { missed: 5, der: 25 },
      recordings: [
        { name: 'one', der: 0 },
        { name: 'two', der: 50 },
      ],
    });
    expect(result.intervals).toContainEqual({ metric: 'der', low: 0, high: 50 });
  });

  test('ends in 1 with the file and the line when something does not fit', async () => {
    const { code, stdout, stderr } = await score('broken.rttm', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(jsonFailure.parse(JSON.parse(stderr)).error.sentence).toMatch(/^“broken.rttm”, line 2: start: /);
  });
});
