import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const plan = z.object({
  provider: z.string(),
  /** Threads of the processor. */
  threads: z.number().int().min(1).max(1024),
  /** Items per run. */
  batch: z.number().int().min(1).max(1024),
  /** Measured when the plan was made. */
  msPerItem: z.number().nonnegative(),
  /** Why the provider that would have come first does not run the model, in its own words. */
  problem: z.string().optional(),
});

const verdict = z.union([
  z.object({ works: z.literal(true) }),
  z.object({ works: z.literal(false), problem: z.string() }),
]);

const machine = z.object({
  providers: z.record(z.string(), verdict),
  /** By the SHA-256 of the model's file. */
  models: z.record(z.string(), plan),
});

/** Before 2 figures of busy machines were kept too, before 3 providers were not tried with batches. */
const fileVersion = 3;
const file = z.object({ version: z.literal(fileVersion), machines: z.record(z.string(), machine) });

/** How a model is run on one machine. */
export type SessionPlan = z.output<typeof plan>;
export type MachineFigures = z.output<typeof machine>;

/** Oldest machines are forgotten beyond so many: a file on a shared disk must not grow for ever. */
const machinesKept = 20;

/**
 * What was measured on each machine, in `<cache>/models/calibration.json`. Nothing here ever fails: figures that cannot
 * be read are measured again, figures that cannot be written are kept for as long as the process lives.
 */
export class CalibrationStore {
  readonly path: string;
  readonly #key: string;
  #figures: MachineFigures | null = null;

  constructor(cacheFolder: string, key: string) {
    this.path = join(cacheFolder, 'models', 'calibration.json');
    this.#key = key;
  }

  /** The figures of this machine. */
  async read(): Promise<MachineFigures> {
    this.#figures ??= (await this.#readFile())[this.#key] ?? { providers: {}, models: {} };
    return this.#figures;
  }

  /** Adds figures of this machine to what is stored. */
  async add(found: Partial<MachineFigures>): Promise<void> {
    const known = await this.read();
    this.#figures = {
      providers: { ...known.providers, ...found.providers },
      models: { ...known.models, ...found.models },
    };
    try {
      const { [this.#key]: stored, ...others } = await this.#readFile();
      const figures: MachineFigures = {
        providers: { ...stored?.providers, ...this.#figures.providers },
        models: { ...stored?.models, ...this.#figures.models },
      };
      const machines = Object.fromEntries([
        ...Object.entries(others).slice(-machinesKept + 1),
        [this.#key, figures],
      ]);
      await mkdir(dirname(this.path), { recursive: true });
      await writeFileAtomic(this.path, `${JSON.stringify({ version: fileVersion, machines }, null, 2)}\n`);
    } catch {
      // An unwritable folder costs a calibration each time, and nothing else.
    }
  }

  async #readFile(): Promise<Record<string, MachineFigures>> {
    try {
      return file.parse(JSON.parse(await readFile(this.path, 'utf8'))).machines;
    } catch {
      return {};
    }
  }
}
