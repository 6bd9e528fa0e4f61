import { setPriority } from 'node:os';

/** The niceness at which programs yield to whatever else wants the processor. */
export const quietNiceness = 10;

let niceness = 0;

/** Ranks the programs that this thread starts from now on: 0 like any other, {@link quietNiceness} behind others. */
export function startChildrenAt(chosen: 0 | typeof quietNiceness): void {
  niceness = chosen;
}

/** Gives a program that was just started its rank. */
export function rankChild(pid: number | undefined): void {
  if (pid === undefined || niceness === 0) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It has ended already, or the system does not let us: it then runs like any other.
  }
}
