import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readAnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import { scoreDialogue } from '../../../src-main/evaluation/dialogue/score.ts';
import { readRttm } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { runCommandLine } from '../../../src-main/hosts/cli/program.ts';
import { capturedTerminal } from '../../unit/cli/captured-terminal.ts';
import { mediaPath } from '../models/shared-media.ts';

const benchmark = (path: string): string => mediaPath(`benchmarks/${path}`);

const hasBenchmarks = existsSync(benchmark('tvr'));
if (!hasBenchmarks)
  process.stderr.write("Skipped: the reference scorers' results are not beside this checkout.\n");

async function score(metric: string, annotations: string, predictions: string): Promise<unknown> {
  const terminal = capturedTerminal();
  const files = ['--annotations', benchmark(annotations), '--predictions', benchmark(predictions)];
  const code = await runCommandLine(['evaluate', 'score', '--metric', metric, ...files, '--json'], terminal);
  expect(terminal.stderr.text).toBe('');
  expect(code).toBe(0);
  return JSON.parse(terminal.stdout.text);
}

async function reference(path: string): Promise<Record<string, object>> {
  return JSON.parse(await readFile(benchmark(path), 'utf8'));
}

describe.skipIf(!hasBenchmarks)("Every value equals the reference scorer's to the last printed digit", () => {
  test('QVHighlights', async () => {
    const scored = await score(
      'qvhighlights',
      'qvhighlights/highlight_val_release.jsonl',
      'qvhighlights/sample_val_preds.jsonl',
    );
    expect(scored).toMatchObject(await reference('qvhighlights/sample_val_preds_metrics_raw.json'));
  });

  test('TVR', async () => {
    const scored = await score('tvr', 'tvr/annotations.jsonl', 'tvr/predictions.json');
    expect(scored).toMatchObject(await reference('tvr/metrics.json'));
  });

  test.each(['ES2011a', 'IB4001', 'TS3004a', 'overlapping'])('diarisation of %s', async (name) => {
    const scored = await score('der', `diarisation/${name}.ref.rttm`, `diarisation/${name}.hyp.rttm`);
    expect(scored).toMatchObject((await reference('diarisation/metrics.json'))[name]!);
  });

  test.each(['ES2011a', 'IB4001', 'TS3004a', 'overlapping'])('who says what in %s', async (name) => {
    const linesOf = async (file: string) =>
      [...readRttm(await readAnnotationText(benchmark(`diarisation/${file}.rttm`))).values()].flat();
    const truth = (await linesOf(`${name}.ref`)).map((turn) => ({ ...turn, text: '' }));
    const found = (await linesOf(`${name}.hyp`)).map(({ start, end, speaker }) => ({
      ...{ start, end, voice: speaker, named: null },
      ...{ text: '', confidence: 0 },
    }));
    const scored = scoreDialogue([{ name, truth, found }]);
    const valueOf = (metric: string) => scored.find((one) => one.name === metric)!.value.toFixed(2);
    const expected = (await reference('diarisation/metrics.json'))[name] as Record<string, { der: number }>;
    expect(valueOf('DER(O)')).toBe(expected['collar 0.25, overlap scored']!.der.toFixed(2));
    expect(valueOf('DER')).toBe(expected['collar 0.25, overlap excluded']!.der.toFixed(2));
  });

  test.each(['easy', 'crowded', 'switchy'])('tracks of %s', async (name) => {
    const scored = await score('mot', `tracking/${name}.gt.txt`, `tracking/${name}.result.txt`);
    expect(scored).toMatchObject((await reference('tracking/metrics.json'))[name]!);
  });

  test('tracks of all sequences in a folder', async () => {
    const results = await reference('tracking/metrics.json');
    const scored = await score('mot', 'tracking', 'tracking');
    const sequences = ['crowded', 'easy', 'switchy'].map((name) => ({ name, ...results[name] }));
    expect(scored).toMatchObject({ sequences, FN: 586, FP: 91, IDSW: 77 });
  });
});
