import type { PassName } from '../../domain/pass-name.ts';
import type { Pass } from './pass.ts';

/**
 * Note: stage before film
 * Of 300 films every one is to be found by its keyframes and subtitles before the first is decoded whole, and every one
 * is seen before the first is heard. What is said is written down at the very end: no other pass takes as long. So a
 * film is worked on stage by stage, and a stage ends for all films of the same priority before the next begins. Inside a
 * stage a film gets all its passes at once.
 */
const stageOf: Readonly<Record<PassName, number>> = {
  probe: 0,
  sidecars: 0,
  subtitles: 0,
  sketch: 0,
  shots: 1,
  dense: 1,
  regions: 1,
  faces: 1,
  mouths: 1,
  bodies: 1,
  audio: 2,
  speaking: 2,
  summary: 3,
  speech: 4,
};

/** The passes of this program and how they depend on each other. */
export class PassBook {
  /** Each comes after those whose rows it reads. */
  readonly passes: readonly Pass[];
  /** The order of work, stage by stage. */
  readonly stages: readonly (readonly PassName[])[];
  readonly #byName = new Map<string, Pass>();
  readonly #needs = new Map<string, ReadonlySet<PassName>>();

  /**
   * @param names the passes that must be there
   * @throws Error when a name has no pass or two, or a pass comes before one whose rows it reads
   */
  constructor(passes: readonly Pass[], names: readonly PassName[]) {
    this.passes = passes;
    for (const pass of passes) this.#add(pass);
    const missing = names.filter((name) => !this.#byName.has(name));
    if (missing.length > 0) throw new Error(`No pass answers to the name ${missing.join(', ')}.`);
    const surplus = passes.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
    if (surplus.length > 0) throw new Error(`Nobody asks for the pass ${surplus.join(', ')}.`);
    const stages = Map.groupBy(passes, ({ name }) => stageOf[name]);
    this.stages = [...stages.keys()]
      .toSorted((a, b) => a - b)
      .map((stage) => stages.get(stage)!.map(({ name }) => name));
  }

  get(name: string): Pass | null {
    return this.#byName.get(name) ?? null;
  }

  /** The passes whose rows a pass reads, and those whose rows these read. */
  needs(name: string): ReadonlySet<PassName> {
    return this.#needs.get(name) ?? new Set();
  }

  /** A pass and all that read its rows, directly or not, in the order of the book. */
  withDependants(name: PassName): Pass[] {
    return this.passes.filter((pass) => pass.name === name || this.needs(pass.name).has(name));
  }

  #add(pass: Pass): void {
    const { name, after } = pass;
    if (this.#byName.has(name)) throw new Error(`Two passes answer to the name ${name}.`);
    const needs = new Set<PassName>();
    for (const before of after) {
      if (!this.#byName.has(before)) {
        throw new Error(`The pass ${name} reads the rows of ${before}, which does not come before it.`);
      }
      needs.add(before);
      for (const further of this.needs(before)) needs.add(further);
    }
    this.#byName.set(name, pass);
    this.#needs.set(name, needs);
  }
}
