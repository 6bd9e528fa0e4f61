import { seededRandom } from '../../src-main/domain/random.ts';
import { damagePages } from './faults/damaged-page.ts';
import { interruptedWorks } from './faults/interrupted-works.ts';
import { interruptAtAnyInstant } from './faults/kill-at-any-instant.ts';
import { fillDisks, lockDisks, SmallDisk } from './faults/small-disk.ts';
import type { FigurePrinter } from './figure.ts';

const usualRuns = 2000;
const seed = 1;

/**
 * npm run bench -- faults [runs]
 * What becomes of a library whose process is killed, whose disk is full or may only be read, and whose file is damaged: so
 * many random runs of each. Nothing that was acknowledged may be missing afterwards.
 */
export async function benchFaults(
  figures: FigurePrinter,
  [count = String(usualRuns)]: readonly string[],
): Promise<void> {
  const runs = Number(count);
  const on = `${runs} runs, seed ${seed}`;
  const tell = (name: string, problems: readonly string[]): void => {
    figures.print(`${name}: what was lost or wrong`, problems.length, on, '<= 0');
    for (const problem of problems.slice(0, 10)) console.error(problem);
  };
  for (const name of Object.keys(interruptedWorks)) {
    tell(`killed during ${name}`, await interruptAtAnyInstant(name, runs, seededRandom(seed)));
  }
  const { problems, ...done } = await damagePages(runs, seededRandom(seed));
  tell('a damaged page', problems);
  for (const [kind, times] of Object.entries(done)) figures.print(`a damaged page: ${kind}`, times, on);
  const disk = SmallDisk.open();
  figures.print('disks that could be mounted', disk ? 1 : 0, on);
  if (!disk) return;
  try {
    tell('a full disk', fillDisks(disk, runs, seededRandom(seed)));
    tell('a disk that may only be read', lockDisks(disk, runs, seededRandom(seed)));
  } finally {
    disk.close();
  }
}
