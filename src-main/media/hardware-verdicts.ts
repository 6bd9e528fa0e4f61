import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const verdict = z.object({
  /** ffmpeg's name of the hardware decoder to use; null for the processor. */
  decoder: z.string().nullable(),
  /** Why others are not used, one sentence each. */
  problems: z.array(z.string()),
});
const kinds = z.record(z.string(), verdict);
const file = z.object({ version: z.literal(1), machines: z.record(z.string(), kinds) });

export type HardwareVerdict = z.output<typeof verdict>;

/** Oldest machines are forgotten beyond so many: a file on a shared disk must not grow for ever. */
const machinesKept = 20;

/**
 * What was found out about hardware decoders, in `<cache>/hardware-decoding.json`, by machine and kind of film. Nothing
 * here ever fails: what cannot be read is found out again, what cannot be written is kept while the program runs.
 */
export class HardwareVerdicts {
  readonly path: string;
  readonly #known = new Map<string, HardwareVerdict>();

  constructor(cacheFolder: string) {
    this.path = join(cacheFolder, 'hardware-decoding.json');
  }

  async read(machine: string, kind: string): Promise<HardwareVerdict | null> {
    return this.#known.get(`${machine}\n${kind}`) ?? (await this.all(machine))[kind] ?? null;
  }

  /** Everything known of a machine, by kind of film. */
  async all(machine: string): Promise<Readonly<Record<string, HardwareVerdict>>> {
    return (await this.#readFile())[machine] ?? {};
  }

  async write(machine: string, kind: string, found: HardwareVerdict): Promise<void> {
    this.#known.set(`${machine}\n${kind}`, found);
    try {
      const { [machine]: own, ...others } = await this.#readFile();
      const machines = Object.fromEntries([
        ...Object.entries(others).slice(-machinesKept + 1),
        [machine, { ...own, [kind]: found }],
      ]);
      await mkdir(dirname(this.path), { recursive: true });
      await writeFileAtomic(this.path, `${JSON.stringify({ version: 1, machines }, null, 2)}\n`);
    } catch {
      // An unwritable folder costs a trial each time, and nothing else.
    }
  }

  async #readFile(): Promise<Record<string, z.output<typeof kinds>>> {
    try {
      return file.parse(JSON.parse(await readFile(this.path, 'utf8'))).machines;
    } catch {
      return {};
    }
  }
}
