import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaNames, readSound } from './shared-media.ts';
import { hasSharedModels, modelFilesIn, openGraph } from '../../fixtures/shared-models.ts';
import { clipTokenizerJson, mergesFor } from '../../fixtures/tokenizer-json.ts';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { cosine } from '../../../src-main/domain/vector.ts';
import { FbankSpeakerEmbedder } from '../../../src-main/models/adapters/fbank-speaker-embedder.ts';
import { PooledTextEmbedder } from '../../../src-main/models/adapters/pooled-text-embedder.ts';
import { TextTokens } from '../../../src-main/models/adapters/text-tokens.ts';
import type {
  SpeakerDescription,
  TextEmbedderDescription,
} from '../../../src-main/models/families/model-description.ts';

const int = (value: number): { int: number } => ({ int: value });

/** What the small text model knows: animals point one way, vehicles another. */
const meanings: Readonly<Record<string, readonly [number, number, number]>> = {
  dog: [1, 0.1, 0],
  puppy: [0.9, 0.2, 0],
  car: [0, 0.1, 1],
  truck: [0.1, 0, 0.9],
};

const text: TextEmbedderDescription = {
  id: 'small-text',
  adapter: 'mean-pooled-text',
  file: 'model.onnx',
  tokenizer: 'tokenizer.json',
  inputs: { ids: 'input_ids', mask: 'attention_mask', types: 'token_type_ids' },
  output: 'last_hidden_state',
  pooling: 'mean',
  dimension: 3,
  maxTokens: 16,
};

let folder: string;

/** A sentence transformer's contract: a row of the table for each token, times the mask plus the type, so that wrong ones show. */
function textGraph(table: Float32Array, words: number): Uint8Array {
  const graph = new OnnxGraphWriter('text');
  for (const name of ['input_ids', 'attention_mask', 'token_type_ids']) {
    graph.addInput(name, 'int64', ['batch', 'tokens']);
  }
  const rows = graph.addNode('Gather', [graph.addConstant(table, [words, 3], 'table'), 'input_ids'], {
    axis: int(0),
  });
  const sum = graph.addNode('Add', ['attention_mask', 'token_type_ids']);
  const axis = graph.addConstant(BigInt64Array.of(2n), [1], 'axis');
  const factor = graph.addNode('Unsqueeze', [graph.addNode('Cast', [sum], { to: int(1) }), axis]);
  graph.addNode('Mul', [rows, factor], {}, 'last_hidden_state');
  graph.addOutput('last_hidden_state', 'float32', ['batch', 'tokens', 3]);
  return graph.toBytes();
}

async function openText(description: TextEmbedderDescription): Promise<PooledTextEmbedder> {
  const files = modelFilesIn(folder);
  return new PooledTextEmbedder(
    description,
    await files.open('model.onnx'),
    await TextTokens.open(files, 'tokenizer.json'),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-and-voice-'));
  const { json, vocabulary } = clipTokenizerJson(mergesFor([...Object.keys(meanings), 'query']));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(json));
  const words = Object.keys(vocabulary).length;
  const table = new Float32Array(words * 3);
  // Every other token says a little of something else, and filling (token 0) would drown all if it counted.
  table.fill(0.01);
  table.set([0, 50, 0], 0);
  for (const [word, vector] of Object.entries(meanings)) table.set(vector, vocabulary[`${word}</w>`]! * 3);
  await writeFile(join(folder, 'model.onnx'), textGraph(table, words));
});

afterAll(() => rm(folder, { recursive: true }));

describe('a text embedder', () => {
  it('finds texts of like meaning alike, in a batch of texts of unlike length', async () => {
    const embedder = await openText(text);
    const [dog, puppies, car] = await embedder.embed(['dog', 'puppy puppy puppy dog', 'car truck']);
    expect(cosine(dog!, puppies!)).toBeGreaterThan(0.95);
    expect(cosine(dog!, car!)).toBeLessThan(0.3);
    const [alone] = await embedder.embed(['dog']);
    expect(cosine(dog!, alone!)).toBeCloseTo(1, 5);
  });

  it('means all tokens, or takes the first where the model says so', async () => {
    const both = await (await openText(text)).embed(['dog car']);
    expect(both[0]![0]).toBeCloseTo(both[0]![2]!, 2);
    const [first] = await (await openText({ ...text, pooling: 'first' })).embed(['dog car']);
    expect(first![0]).toBeCloseTo(first![1]!, 5);
  });

  it("puts the model's own words in front of questions and of texts", async () => {
    const embedder = await openText({ ...text, prefixes: { query: 'truck ', passage: 'dog ' } });
    const [asked] = await embedder.embed(['query'], 'query');
    const [said] = await embedder.embed(['query'], 'passage');
    expect(asked![2]).toBeGreaterThan(asked![0]!);
    expect(said![0]).toBeGreaterThan(said![2]!);
  });

  it('keeps a long text to the length that the model takes', async () => {
    const [long] = await (await openText(text)).embed([`${'car '.repeat(15)}${'dog '.repeat(400)}`]);
    expect(long![2]).toBeGreaterThan(0.9);
  });
});

/** A speaker model's contract that computes the spread of each of 80 bands over the time. */
async function openVoice(description: Partial<SpeakerDescription> = {}): Promise<FbankSpeakerEmbedder> {
  const graph = new OnnxGraphWriter('voice');
  graph.addInput('feats', 'float32', ['batch', 'frames', 80]);
  const axis = graph.addConstant(BigInt64Array.of(1n), [1], 'axis');
  graph.addNode('ReduceMean', [graph.addNode('Mul', ['feats', 'feats']), axis], { keepdims: int(0) }, 'embs');
  graph.addOutput('embs', 'float32', ['batch', 80]);
  const session = await openGraph('small-voice', graph.toBytes());
  return new FbankSpeakerEmbedder(
    {
      id: 'small-voice',
      adapter: 'fbank-speaker',
      file: 'voice.onnx',
      input: 'feats',
      minSeconds: 0.5,
      threshold: 0.4,
      ...description,
    },
    session,
  );
}

/** A tone whose loudness goes up and down: only its band's energy varies. */
const pulsing = (frequency: number, loudness: number): Float32Array =>
  Float32Array.from({ length: 16_000 }, (_, i) => {
    const loud = loudness * (1.1 + Math.sin((2 * Math.PI * 4 * i) / 16_000));
    return loud * Math.sin((2 * Math.PI * frequency * i) / 16_000);
  });

describe('a speaker embedder', () => {
  it('describes a voice by its bands, whatever its loudness', async () => {
    const embedder = await openVoice({ dimension: 80 });
    const low = await embedder.describe(pulsing(300, 0.3));
    const quiet = await embedder.describe(pulsing(300, 0.1));
    const high = await embedder.describe(pulsing(3000, 0.3));
    expect(cosine(low, quiet)).toBeGreaterThan(0.999);
    expect(cosine(low, high)).toBeLessThan(0.98);
  });

  it('refuses less speech than tells a voice, and a model of another dimension', async () => {
    await expect((await openVoice()).describe(new Float32Array(4000))).rejects.toThrow('0.5 s');
    const other = await openVoice({ dimension: 256 });
    await expect(other.describe(new Float32Array(16_000))).rejects.toThrow('80 values instead of 256');
  });

  it.skipIf(!hasSharedModels)('gives the same voice vectors of length 1 for real speech', async () => {
    const embedder = await openVoice();
    const [speaker] = await mediaNames('audio/speakers');
    const [file] = await mediaNames(`audio/speakers/${speaker}`);
    const sound = await readSound(`audio/speakers/${speaker}/${file}`);
    const vector = await embedder.describe(sound);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(await embedder.describe(sound)).toEqual(vector);
  });
});
