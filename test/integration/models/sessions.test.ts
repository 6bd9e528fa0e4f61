import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsOf } from '../../../native-models/catalog.ts';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import {
  calibrate,
  CalibrationBudget,
  fewestThreads,
  threadCounts,
  type RunnableGraph,
} from '../../../src-main/models/sessions/calibration.ts';
import {
  LoadedGraph,
  type GraphOptions,
  type Tensors,
} from '../../../src-main/models/sessions/loaded-graph.ts';
import { surveyProviders } from '../../../src-main/models/sessions/provider-survey.ts';
import { tryProvider } from '../../../src-main/models/sessions/provider-trial.ts';
import { readRunPlaces } from '../../../src-main/models/sessions/run-place.ts';
import { calibrationStore, SessionManager } from '../../../src-main/models/sessions/session-manager.ts';
import { takesBatches, trialInputs } from '../../../src-main/models/sessions/trial-inputs.ts';
import { silentStep } from '../../../src-main/models/silero-vad.ts';
import { listModels, readStarterModel } from '../../../src-main/models/starter-pack.ts';

const starter = modelsOf('starter');
const landmarker = starter.find(({ id }) => id === 'facemesh')!;
let cache: string;
const files = new Map<string, Uint8Array>();

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kinora-sessions-'));
  for (const model of starter) files.set(model.id, await readStarterModel(cache, model));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

/** A machine on which nothing else runs. */
const quiet = () => ({ share: () => 0 });

const bytesOf = (id: string): Uint8Array => files.get(id)!;

async function outputsOf(id: string, threads: number, batch: number): Promise<Float32Array[]> {
  const graph = await LoadedGraph.open(bytesOf(id), { provider: 'cpu', threads, arena: true });
  try {
    const inputs: Tensors = id === 'silero-vad' ? silentStep() : trialInputs(graph.inputs, 1)!;
    // The same item over and over: each must come out as it does alone.
    const repeated = takesBatches(graph.inputs) && batch > 1 ? trialInputs(graph.inputs, batch)! : inputs;
    for (const [name, tensor] of Object.entries(repeated)) {
      const item = inputs[name]!.data;
      const all = tensor.data;
      if (!(item instanceof Float32Array) || !(all instanceof Float32Array)) continue;
      for (let at = 0; at < all.length; at += item.length) all.set(item, at);
    }
    return Object.values(await graph.run(repeated)).map(({ data }) => data as Float32Array);
  } finally {
    await graph.close();
  }
}

describe('what a model answers', () => {
  it.each(starter.map(({ id }) => id))('does not depend on the number of threads (%s)', async (id) => {
    const reference = await outputsOf(id, 1, 1);
    for (const threads of [2, 3]) {
      for (const [index, output] of (await outputsOf(id, threads, 1)).entries()) {
        expect(Buffer.compare(bytesIn(output), bytesIn(reference[index]!))).toBe(0);
      }
    }
  });

  it.each(['facemesh', 'faceres', 'emotion'])('does not depend on the batch it is in (%s)', async (id) => {
    const alone = await outputsOf(id, 1, 1);
    for (const [index, output] of (await outputsOf(id, 2, 4)).entries()) {
      const one = alone[index]!;
      expect(output).toHaveLength(one.length * 4);
      for (let item = 0; item < 4; item++) {
        const part = output.subarray(item * one.length, (item + 1) * one.length);
        expect(Math.max(...part.map((value, at) => Math.abs(value - one[at]!)))).toBeLessThan(1e-6);
      }
    }
  });
});

const bytesIn = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

describe('trying an execution provider', () => {
  it('finds that the processor works', async () => {
    expect(await tryProvider('cpu')).toEqual({ works: true });
  });

  it("tells of a provider that the build lacks, and of one whose libraries are missing in ONNX Runtime's words", async () => {
    expect(await tryProvider('abacus')).toMatchObject({
      works: false,
      problem: expect.stringContaining('no such provider'),
    });
    const cuda = await tryProvider('cuda');
    if (!cuda.works) expect(cuda.problem).toMatch(/cuda|provider/i);
  });

  it('does not wait for ever', async () => {
    expect(await tryProvider('cpu', 5)).toEqual({
      works: false,
      problem: 'It did not answer within 0.005 seconds.',
    });
  });
});

describe('a survey of the providers', () => {
  it('names as part of the runtime only those whose libraries come with it, and why others fail', async () => {
    const survey = await surveyProviders(cache, { KINORA_PROVIDERS: 'abacus' });
    expect(survey.bundled).toContain('cpu');
    expect(survey.bundled).not.toContain('cuda');
    expect(survey.first).toBe('cpu');
    expect(survey.failures).toEqual([
      { provider: 'abacus', problem: expect.stringContaining('no such provider') },
    ]);
  });
});

describe('the session manager', () => {
  const landmarkerSession = async (manager: SessionManager) => {
    const session = await manager.open(landmarker, async () => bytesOf('facemesh'));
    const outputs = await session.run(
      trialInputs([{ name: 'input_1', type: 'float32', shape: [1, 192, 192, 3] }], 1)!,
    );
    expect(Object.keys(outputs).length).toBeGreaterThan(0);
    return session;
  };

  it('measures a model once, keeps that for the next time, and says where each model runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kinora-sessions-'));
    const options = { environment: { KINORA_PROVIDERS: 'cpu' }, othersLoad: quiet };
    const first = new SessionManager(folder, options);
    await landmarkerSession(first);
    const [measured] = first.report();
    await first.close();
    expect(measured!.plan).toMatchObject({ provider: 'cpu' });
    expect(measured!.plan.msPerItem).toBeGreaterThan(0);
    const noTime = new SessionManager(folder, { ...options, budget: new CalibrationBudget(0) });
    await landmarkerSession(noTime);
    expect(noTime.report()[0]!.plan).toEqual(measured!.plan);
    await noTime.close();
    await rm(folder, { recursive: true });
  });

  it('measures a model again next time where other programs were busy meanwhile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kinora-sessions-'));
    const environment = { KINORA_PROVIDERS: 'cpu' };
    const disturbed = new SessionManager(folder, { environment, othersLoad: () => ({ share: () => 0.6 }) });
    await landmarkerSession(disturbed);
    expect(disturbed.report()[0]!.plan.threads).toBeGreaterThanOrEqual(Math.min(2, availableParallelism()));
    await disturbed.close();
    const kept = async () => Object.keys((await calibrationStore(folder, environment).store.read()).models);
    expect(await kept()).toEqual([]);
    const again = new SessionManager(folder, { environment, othersLoad: quiet });
    await landmarkerSession(again);
    await again.close();
    expect(await kept()).toEqual([landmarker.made.sha256]);
    await rm(folder, { recursive: true });
  });

  it("runs on the processor when a provider fails, and models.list tells the provider's message", async () => {
    const environment = { KINORA_PROVIDERS: 'abacus' };
    const manager = new SessionManager(cache, { environment, othersLoad: quiet });
    await landmarkerSession(manager);
    expect(manager.report()[0]!.plan).toMatchObject({
      provider: 'cpu',
      problem: expect.stringMatching(/^abacus: .*no such provider/),
    });
    await manager.close();
    const place = (await readRunPlaces(cache, environment))(landmarker.made.sha256);
    expect(place).toMatchObject({ provider: 'cpu', providerProblem: expect.stringContaining('abacus') });
    expect((await listModels(cache)).every(({ provider }) => provider === 'cpu')).toBe(true);
  });

  it('goes back to the processor when a provider passes its trial and then does not take the model', async () => {
    const manager = new SessionManager(cache, {
      environment: { KINORA_PROVIDERS: 'abacus-two' },
      tryProvider: async () => ({ works: true }),
      othersLoad: quiet,
    });
    await landmarkerSession(manager);
    expect(manager.report()[0]!.plan).toMatchObject({
      provider: 'cpu',
      problem: expect.stringContaining('abacus-two'),
    });
    await manager.close();
  });

  it('works where nothing can be stored', async () => {
    const blocked = join(cache, 'a-file');
    await writeFile(blocked, '');
    const manager = new SessionManager(blocked, { environment: { KINORA_PROVIDERS: 'cpu' } });
    await landmarkerSession(manager);
    expect(manager.report()[0]!.plan.msPerItem).toBeGreaterThan(0);
    await manager.close();
    expect(await readFile(blocked, 'utf8')).toBe('');
  });

  it('unloads a model when it has been idle, and reads it again when it is wanted', async () => {
    let reads = 0;
    const due: (() => void)[] = [];
    const manager = new SessionManager(cache, {
      threads: 1,
      timer: (work) => {
        due.push(work);
        return () => void due.splice(due.indexOf(work), 1);
      },
    });
    const session = await manager.open(landmarker, async () => {
      reads++;
      return bytesOf('facemesh');
    });
    const inputs = trialInputs([{ name: 'input_1', type: 'float32', shape: [1, 192, 192, 3] }], 1)!;
    const before = await session.run(inputs);
    due.splice(0).forEach((work) => work());
    expect(manager.report()[0]!.loaded).toBe(false);
    const after = await session.run(inputs);
    expect(reads).toBe(2);
    for (const name of Object.keys(before)) expect(after[name]!.data).toEqual(before[name]!.data);
    await manager.close();
  });

  it('says in a sentence that a file is no model', async () => {
    const manager = new SessionManager(cache);
    const opening = manager.open(
      { ...landmarker, made: { ...landmarker.made, sha256: '0'.repeat(64) } },
      () => Promise.resolve(new TextEncoder().encode('<html>')),
    );
    await expect(opening).rejects.toThrow(UserFacingError);
    await manager.close();
  });
});

/** A field of a model's file that no reader knows, and each skips: its tag (field 1000, bytes), its length, zeros. */
function unknownField(size: number): Uint8Array {
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  return Uint8Array.from(
    Buffer.concat([Buffer.from([...varint(1000 * 8 + 2), ...varint(size)]), Buffer.alloc(size)]),
  );
}

describe('calibration', () => {
  it('tries powers of two up to the cores there are, and takes the fewest threads that are about as fast', () => {
    expect(threadCounts(1)).toEqual([1]);
    expect(threadCounts(6)).toEqual([1, 2, 4]);
    expect(threadCounts(64)).toEqual([1, 2, 4, 8]);
    const measured = [
      { threads: 1, ms: 10 },
      { threads: 2, ms: 6 },
      { threads: 4, ms: 5.8 },
    ];
    expect(fewestThreads(measured)?.threads).toBe(2);
    expect(fewestThreads([])).toBeNull();
  });

  /** A provider that takes 1 ms for a batch of any size, on a clock on which the processor takes 10 ms an item. */
  const fastWithBatches = () => {
    let time = 0;
    const opened: string[] = [];
    const open = async (bytes: Uint8Array, options: GraphOptions): Promise<RunnableGraph> => {
      opened.push(options.provider);
      const graph = await LoadedGraph.open(bytes, { ...options, provider: 'cpu' });
      return {
        inputs: graph.inputs,
        close: () => graph.close(),
        run: async (inputs) => {
          const items = Object.values(inputs)[0]!.dims[0]!;
          time += options.provider === 'cpu' ? 10 * items : 1;
          return graph.run(inputs);
        },
      };
    };
    const budget = new CalibrationBudget(2000, () => time);
    const calibrateOn = (bytes: Uint8Array, works: boolean) => {
      const verdict = works ? ({ works } as const) : ({ works, problem: 'No driver.' } as const);
      const providers = new Map([['gpu', verdict]]);
      return calibrate({ bytes, arena: true, cores: 1, providers, open }, budget);
    };
    return { calibrateOn, opened };
  };

  it('gives a model to a provider that is faster, in the batch that suits the provider', async () => {
    const { calibrateOn } = fastWithBatches();
    expect(await calibrateOn(bytesOf('facemesh'), true)).toMatchObject({
      provider: 'gpu',
      batch: 8,
      msPerItem: 1 / 8,
    });
  });

  it('tries a large model where a provider works, and does not load it to compare threads alone', async () => {
    const { calibrateOn, opened } = fastWithBatches();
    const large = new Uint8Array(Buffer.concat([bytesOf('facemesh'), unknownField(100_000_000)]));
    expect(await calibrateOn(large, false)).toBeNull();
    expect(opened).toEqual([]);
    expect(await calibrateOn(large, true)).toMatchObject({ provider: 'gpu', batch: 8 });
    expect(opened).toEqual(['cpu', 'gpu']);
  });

  it('keeps within its time over all models, and leaves the rest for another day', async () => {
    // A clock on which every look takes 50 ms, as on a machine that is much too busy.
    let time = 0;
    const budget = new CalibrationBudget(2000, () => (time += 50));
    const plans = [];
    for (let model = 0; model < 12; model++) {
      const request = { bytes: bytesOf('facemesh'), arena: true, cores: 4, providers: new Map() };
      plans.push(await calibrate(request, budget));
    }
    expect(plans[0]).not.toBeNull();
    expect(plans.at(-1)).toBeNull();
    expect(time).toBeLessThan(2600);
  });
});
