/** Whether the machine lives on its battery now; one without a battery never does. */
export type ReadPower = () => Promise<boolean>;

const millisecondsBetweenLooks = 30_000;

export async function isOnBattery(): Promise<boolean> {
  // Loaded only where somebody asks: most libraries go on whatever the machine lives on.
  const { battery } = await import('systeminformation');
  const { hasBattery, acConnected } = await battery();
  return hasBattery && !acConnected;
}

/** Remembers whether the machine lives on its battery, and looks again every half a minute while somebody asks. */
export class PowerWatch {
  readonly #read: ReadPower;
  #onBattery = false;
  #lookedMs = -Infinity;

  constructor(read: ReadPower = isOnBattery) {
    this.#read = read;
  }

  /** What the last look said. A machine that does not say counts as plugged in. */
  get onBattery(): boolean {
    return this.#onBattery;
  }

  /** Looks when the last look is too old. */
  async look(): Promise<void> {
    const now = performance.now();
    if (now - this.#lookedMs < millisecondsBetweenLooks) return;
    this.#lookedMs = now;
    this.#onBattery = await this.#read().catch(() => false);
  }
}
