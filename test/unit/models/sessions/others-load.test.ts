import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { OthersLoad } from '../../../../src-main/models/sessions/others-load.ts';

const spin = (milliseconds: number): void => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

describe('what other programs take of the processor', () => {
  it('is told apart from what this one does, and is a share of all cores', async () => {
    // Others are kept busy in all cores; nothing can be said of how quiet the machine is without them.
    const busy = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const load = new OthersLoad();
      spin(600);
      const share = load.share();
      expect(share).toBeGreaterThan(0.3);
      expect(share).toBeLessThanOrEqual(1);
    } finally {
      busy.forEach((child) => child.kill('SIGKILL'));
    }
  });
});
