import { describe, expect, test } from 'vitest';
import { countOf, countText } from '../../test-count.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result })),
});
const report = (...testResults: unknown[]) => JSON.stringify({ testResults });

describe('the last line of a test run', () => {
  test('counts passed, failed and skipped tests', () => {
    const text = report(
      file('passed', 'passed', 'passed', 'pending'),
      file('failed', 'failed', 'passed', 'todo'),
    );
    expect(countText(countOf(text, 1))).toBe('3 passed, 1 failed, 2 skipped');
  });

  test('leaves out the skipped where there are none', () => {
    expect(countText(countOf(report(file('passed', 'passed')), 0))).toBe('1 passed, 0 failed');
  });

  test('a file that cannot be loaded is a failure', () => {
    expect(countOf(report(file('failed'), file('passed', 'passed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test('a run that fails outside its tests is a failure', () => {
    expect(countOf(report(file('passed', 'passed')), 1).failed).toBe(1);
    expect(countOf(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
