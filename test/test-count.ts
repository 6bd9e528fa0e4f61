import { z } from 'zod';

/** How many tests of a run ended how. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * Counts the tests in Vitest's JSON report. A file that could not even be loaded counts as one failure, and so does
 * a run that ended in failure without telling a failed test (an error outside the tests, or no report at all).
 */
export function countOf(report: string | null, exitCode: number): TestCount {
  const files = report === null ? [] : vitestReport.parse(JSON.parse(report)).testResults;
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of files) {
    const failedBefore = failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'failed') failed++;
      else skipped++;
    }
    if (file.status === 'failed' && failed === failedBefore) failed++;
  }
  return { passed, failed: exitCode !== 0 && failed === 0 ? 1 : failed, skipped };
}

/** `12 passed, 0 failed`, and the skipped ones where there are any. */
export function countText({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
