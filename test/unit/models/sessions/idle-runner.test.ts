import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdleRunner, type Timer } from '../../../../src-main/models/sessions/idle-runner.ts';
import type { ModelRunner, Tensors } from '../../../../src-main/models/sessions/loaded-graph.ts';

/** Time that stands still until it is told to pass. */
class StandingClock {
  #now = 0;
  #timers = new Set<{ at: number; work: () => void }>();

  readonly timer: Timer = (work, ms) => {
    const timer = { at: this.#now + ms, work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#now) continue;
      this.#timers.delete(timer);
      timer.work();
    }
    await settle();
  }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Graphs that count how they are treated; a run lasts until it is let go. */
class GraphYard {
  loads = 0;
  closes = 0;
  runs = 0;
  failNextLoad = false;
  hold = false;
  readonly #held: (() => void)[] = [];
  /** Runs that were started on, or went on in, a graph that was closed. */
  misused = 0;

  readonly load = async (): Promise<ModelRunner> => {
    if (this.failNextLoad) {
      this.failNextLoad = false;
      throw new Error('no memory');
    }
    this.loads++;
    let closed = false;
    return {
      run: async (inputs: Tensors) => {
        if (closed) this.misused++;
        if (this.hold) await new Promise<void>((resolve) => this.#held.push(resolve));
        if (closed) this.misused++;
        this.runs++;
        return inputs;
      },
      close: async () => {
        closed = true;
        this.closes++;
      },
    };
  };

  letGo(): void {
    this.#held.shift()?.();
  }
}

function runnerWith(idleMs = 1000) {
  const clock = new StandingClock();
  const yard = new GraphYard();
  return { clock, yard, runner: new IdleRunner(yard.load, { idleMs, timer: clock.timer }) };
}

describe('a model that unloads itself', () => {
  it('is loaded by its first run, unloaded when idle, and loaded again by the next run', async () => {
    const { clock, yard, runner } = runnerWith();
    expect(yard.loads).toBe(0);
    await runner.run({});
    await clock.pass(999);
    expect(runner.isLoaded).toBe(true);
    await clock.pass(1);
    expect(runner.isLoaded).toBe(false);
    expect(yard.closes).toBe(1);
    await runner.run({});
    expect(yard.loads).toBe(2);
    expect(yard.runs).toBe(2);
  });

  it('counts idle time from the last run', async () => {
    const { clock, yard, runner } = runnerWith();
    for (let run = 0; run < 5; run++) {
      await runner.run({});
      await clock.pass(900);
    }
    expect(yard).toMatchObject({ loads: 1, closes: 0 });
  });

  it('is not unloaded while it runs, however long that takes', async () => {
    const { clock, yard, runner } = runnerWith();
    yard.hold = true;
    const run = runner.run({});
    await settle();
    await clock.pass(60_000);
    expect(yard.closes).toBe(0);
    yard.letGo();
    await run;
    await clock.pass(1000);
    expect(yard).toMatchObject({ closes: 1, misused: 0 });
  });

  it('is loaded once for runs that begin together', async () => {
    const { yard, runner } = runnerWith();
    await Promise.all([runner.run({}), runner.run({}), runner.run({})]);
    expect(yard).toMatchObject({ loads: 1, runs: 3 });
  });

  it('tries again after a load that failed', async () => {
    const { yard, runner } = runnerWith();
    yard.failNextLoad = true;
    await expect(runner.run({})).rejects.toThrow('no memory');
    await runner.run({});
    expect(yard).toMatchObject({ loads: 1, runs: 1 });
  });

  it('waits for its run when it is closed, and refuses the next', async () => {
    const { yard, runner } = runnerWith();
    yard.hold = true;
    const run = runner.run({});
    await settle();
    const closing = runner.close();
    await settle();
    expect(yard.closes).toBe(0);
    yard.letGo();
    await Promise.all([run, closing]);
    expect(yard).toMatchObject({ closes: 1, misused: 0 });
    await expect(runner.run({})).rejects.toThrow('closed');
  });

  it('never runs on an unloaded graph and leaves none behind, in whatever order things happen', async () => {
    const happening = fc.constantFrom('run', 'let go', 'pass', 'pass long', 'fail');
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        const { clock, yard, runner } = runnerWith(100);
        yard.hold = true;
        const runs: Promise<unknown>[] = [];
        for (const what of happenings) {
          if (what === 'run') runs.push(runner.run({}).catch(() => null));
          if (what === 'let go') yard.letGo();
          if (what === 'pass') await clock.pass(60);
          if (what === 'pass long') await clock.pass(200);
          if (what === 'fail') yard.failNextLoad = true;
          await settle();
        }
        yard.hold = false;
        for (let at = 0; at <= runs.length; at++) yard.letGo();
        await Promise.all(runs);
        await runner.close();
        expect(yard.misused).toBe(0);
        expect(yard.closes).toBe(yard.loads);
      }),
      { numRuns: 60 },
    );
  });
});
