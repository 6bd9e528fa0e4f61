import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnnxGraphWriter } from '../../../native-models/onnx/onnx-graph-writer.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { headOf } from '../../../src-main/models/slots/learned-head.ts';
import { slotContracts } from '../../../src-main/models/slots/slot-contracts.ts';
import { noHeads } from '../../../src-main/search/learned-heads.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

/** A head that multiplies its rows with a matrix, `[takes, gives]`. */
function linearHead(matrix: readonly (readonly number[])[], input = 'rows'): Uint8Array {
  const graph = new OnnxGraphWriter('head');
  const [takes, gives] = [matrix.length, matrix[0]!.length];
  graph.addInput(input, 'float32', ['n', takes]);
  const weights = graph.addConstant(Float32Array.from(matrix.flat()), [takes, gives], 'weights');
  graph.addNode('MatMul', [input, weights], {}, 'judged');
  graph.addOutput('judged', 'float32', ['n', gives]);
  return graph.toBytes();
}

/** Each output takes one of the inputs as it is. */
const taking = (takes: number, ...inputs: number[]) =>
  Array.from({ length: takes }, (_, input) => inputs.map((taken) => (taken === input ? 1 : 0)));

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
  library.film({
    duration: 60,
    cuts: [20, 40],
    frames: { 10: { dog: 0.95 }, 30: { car: 0.9 }, 50: { kitchen: 0.9 } },
    cues: [{ start: 50, end: 53, text: 'Look at that dog!' }],
  });
});
afterEach(() => library.close());

describe('A learned head', () => {
  it('judges rows as its graph does', async () => {
    const head = await headOf(linearHead(taking(6, 2)), slotContracts['re-ranker']);
    expect(await head!([[0, 0, 0.25, 0, 0, 0]])).toEqual([[0.25]]);
    expect(await head!([])).toBeNull();
  });

  it.each([
    ['takes other inputs', linearHead(taking(6, 2), 'features')],
    ['takes rows of another length', linearHead(taking(4, 2))],
    ['gives rows of another length', linearHead(taking(6, 2, 3))],
    ['is no graph', Buffer.from('no graph')],
  ])('is not used when it %s', async (_, bytes) => {
    expect(await headOf(bytes, slotContracts['re-ranker'])).toBeNull();
  });

  it('leaves the work to the rule where its answer is no certainty', async () => {
    const head = await headOf(linearHead(taking(6, 4)), slotContracts['re-ranker']);
    expect(await head!([[0, 0, 0, 0, 7, 0]])).toBeNull();
  });

  it('weighs the words of a query in the place of the rule', async () => {
    // Every word is taken for what its lines make it: seen by no one, said by somebody.
    const bytes = linearHead([
      [0, 1],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const wordWeights = await headOf(bytes, slotContracts['word-weights']);
    const spans = async (engine: MomentSearch) =>
      (await engine.run('dog', 5)).moments.map(({ start }) => start).toSorted((a, b) => a - b);
    const words = new ConceptWords();
    expect(await spans(new MomentSearch(library.reader, words))).toEqual([0, 50]);
    expect(await spans(new MomentSearch(library.reader, words, { ...noHeads, wordWeights }))).toEqual([50]);
  });

  it('says where moments begin and end in the place of the rule, the end by the start', async () => {
    // It begins where a shot does, and ends where it began.
    const bytes = linearHead([
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 1],
    ]);
    const spanPredictor = await headOf(bytes, slotContracts['span-predictor']);
    const engine = new MomentSearch(library.reader, new ConceptWords(), { ...noHeads, spanPredictor });
    const [moment] = (await engine.run('car', 5)).moments;
    expect(moment).toMatchObject({ start: 20, end: 20.5 });
  });

  it('ranks moments in the place of the rule, and says which are near misses', async () => {
    const words = new ConceptWords();
    const byLine = await headOf(linearHead(taking(6, 3)), slotContracts['re-ranker']);
    const { moments } = await new MomentSearch(library.reader, words, { ...noHeads, reRanker: byLine }).run(
      'dog',
      5,
    );
    expect(moments.map(({ start }) => start)).toEqual([50]);
  });
});
