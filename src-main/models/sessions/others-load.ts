import { cpus } from 'node:os';

/** Milliseconds of all cores together, since the machine was started. */
interface ProcessorTime {
  readonly busy: number;
  readonly whole: number;
}

/** Watches how much of the processor other programs use while something is measured. */
export class OthersLoad {
  readonly #before = processorTime();
  readonly #own = process.cpuUsage();

  /** Share of the processor's time since this was made, 0..1; 0 where the system does not tell. */
  share(): number {
    const { busy, whole } = processorTime();
    const { user, system } = process.cpuUsage(this.#own);
    const passed = whole - this.#before.whole;
    if (!(passed > 0)) return 0;
    const others = busy - this.#before.busy - (user + system) / 1000;
    return Math.max(0, Math.min(1, others / passed));
  }
}

function processorTime(): ProcessorTime {
  let [busy, whole] = [0, 0];
  for (const { times } of cpus()) {
    const own = times.user + times.nice + times.sys + times.irq;
    busy += own;
    whole += own + times.idle;
  }
  return { busy, whole };
}
