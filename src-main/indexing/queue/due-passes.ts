import type { PassName } from '../../domain/pass-name.ts';
import type { FinishedPass } from '../../store/pass-table.ts';
import type { Pass } from '../passes/pass.ts';

/**
 * Which passes have to run for a film: those that never have, those whose version or input has changed, and those that
 * read rows of a pass which has to run or has run again since.
 *
 * @param passes each after those whose rows it reads
 * @param inputs what each pass would be made from now; a pass without one here counts as unchanged
 */
export function duePasses(
  passes: readonly Pick<Pass, 'name' | 'version' | 'after'>[],
  finished: readonly FinishedPass[],
  inputs: ReadonlyMap<PassName, string>,
): PassName[] {
  const byName = new Map(finished.map((row) => [row.pass, row]));
  const due = new Set<PassName>();
  for (const { name, version, after } of passes) {
    const row = byName.get(name);
    const isUpToDate =
      row !== undefined &&
      row.version === version &&
      (inputs.get(name) ?? row.input) === row.input &&
      after.every((before) => !due.has(before) && (byName.get(before)?.run ?? 0) <= row.run);
    if (!isUpToDate) due.add(name);
  }
  return [...due];
}
