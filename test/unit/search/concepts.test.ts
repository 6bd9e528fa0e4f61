import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scoreFilm } from '../../../src-main/indexing/concepts/score-film.ts';
import { ConceptWords } from '../../../src-main/models/concept-bank/concept-words.ts';
import { appearancesOf } from '../../../src-main/search/appearances.ts';
import { MomentSearch } from '../../../src-main/search/moment-search.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const frame = (start: number, end: number, likelihood: number) => ({
  time: (start + end) / 2,
  start,
  end,
  likelihood,
  box,
});

let library: WrittenLibrary;

beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

function concept(name: string, film: number, frames: ReturnType<typeof frame>[]): number {
  const id = library.store.concepts.add(name, 'pet', new Date());
  library.store.concepts.replaceFrames(id, film, frames);
  return id;
}

describe('a concept in a library', () => {
  test('is found by @name where it is likely, with the frame that shows it best as the reason', async () => {
    const film = library.film({});
    concept('Chia', film, [frame(10, 12, 0.9), frame(12, 14, 0.7), frame(40, 42, 0.3)]);
    const { moments } = await new MomentSearch(library.reader, new ConceptWords()).run('@chia', 10);
    expect(moments).toHaveLength(1);
    expect(moments[0]).toMatchObject({ start: 10, end: 14 });
    expect(moments[0]!.evidence).toMatchObject([{ kind: 'concept', concept: 'Chia', time: 11 }]);
  });

  test('is asked for together with a person at the same time, and kept apart from a person of the same number', async () => {
    const film = library.film({ faces: [{ person: 'Ada', start: 11, end: 20 }] });
    concept('Chia', film, [frame(5, 13, 0.9), frame(30, 33, 0.9)]);
    const search = new MomentSearch(library.reader, new ConceptWords());
    const { moments } = await search.run('@Ada and @Chia', 10);
    expect(moments.map(({ start, end }) => [start, end])).toEqual([[11, 13]]);
    const kinds = moments[0]!.evidence.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['concept', 'face']);
    const alone = await search.run('@Chia -@Ada', 10);
    expect(alone.moments.every(({ start, end }) => end <= 11 || start >= 20)).toBe(true);
  });

  test('has appearances, joined over half a second', () => {
    const film = library.film({});
    concept('Chia', film, [frame(1, 3, 0.8), frame(3.3, 5, 0.6), frame(9, 10, 0.4)]);
    expect(appearancesOf(library.reader, 'CHIA')).toMatchObject([{ videoId: film, start: 1, end: 5 }]);
  });

  test('leaves nothing behind when it is removed', () => {
    const film = library.film({});
    const id = concept('Chia', film, [frame(1, 3, 0.8)]);
    const vector = Float32Array.of(1);
    library.store.concepts.addTemplate(id, { source: 'a', picture: Buffer.of(1), box, model: 'm', vector });
    library.store.concepts.setHead(id, { model: 'm', weights: vector, bias: 0, films: 1 });
    expect(library.store.concepts.remove(id)).toBe(true);
    for (const table of ['concept_frames', 'concept_templates', 'concept_heads']) {
      expect(library.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });

  test('is told in a film by the regions of its head’s own model', () => {
    const film = library.film({});
    const id = concept('Chia', film, []);
    const vector = Float32Array.of(0.6, -0.8);
    library.store.regions.replace(film, 'm', [{ time: 2, label: 'dog', box, vector }]);
    const head = {
      conceptId: id,
      kind: 'pet' as const,
      model: 'm',
      weights: Float32Array.of(0, -10),
      bias: 0,
      films: 1,
    };
    scoreFilm(library.store, film, 'm', [{ ...head, model: 'other' }]);
    expect(library.store.concepts.likeliest(id, 9)).toEqual([]);
    scoreFilm(library.store, film, 'm', [head]);
    expect(library.store.concepts.likeliest(id, 9)).toMatchObject([{ videoId: film, time: 2, box }]);
    expect(library.store.concepts.statistics(id)).toMatchObject({ videos: 1 });
  });

  test('keeps regions to a hundredth of their largest value', () => {
    const film = library.film({});
    const vector = Float32Array.from({ length: 50 }, (_, i) => Math.sin(i) / 7);
    library.store.regions.replace(film, 'm', [{ time: 0, label: '', box, vector }]);
    const [kept] = [...library.store.regions.byVideo(film, 'm')];
    kept!.vector.forEach((value, i) => expect(value).toBeCloseTo(vector[i]!, 2));
    expect(library.store.regions.films('m')).toEqual([film]);
  });
});
