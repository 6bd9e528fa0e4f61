import { expect, it } from 'vitest';
import { ConceptWords } from '../../../../src-main/models/concept-bank/concept-words.ts';
import { columnsOf, frameOf } from '../../../fixtures/picture-vectors.ts';

const green = { green: 0.9, white: 0.3 };
const brown = { brown: 0.9, yellow: 0.3 };

/** How likely each of a film's pictures shows a text. */
async function levelsOf(text: string, pictures: readonly Readonly<Record<string, number>>[]) {
  const words = new ConceptWords();
  const matches = words.matchesTo(await words.encodeText(text))(
    columnsOf(pictures.map((shown, at) => frameOf(at, shown).vector)),
  );
  return pictures.map((_, at) => Number(matches.whole(at).toFixed(1)));
}

it('A place is as certain in pictures of one setting as where it shows best', async () => {
  const levels = await levelsOf('street', [
    { ...green, street: 0.9 },
    { ...green, green: 0.7 },
    { ...brown, street: 0.1 },
    brown,
  ]);
  expect(levels).toEqual([0.9, 0.9, 0.1, 0.1]);
});

it('A thing is where it is seen, and not in all of its setting', async () => {
  expect(await levelsOf('dog', [{ ...green, dog: 0.9 }, green])).toEqual([0.9, 0]);
});

it('Pictures without colours are of no setting', async () => {
  expect(await levelsOf('street', [{ street: 0.9 }, {}])).toEqual([0.9, 0]);
});

it('One picture among many that is taken for a place makes no place of its setting', async () => {
  const others = Array.from({ length: 19 }, () => green);
  const levels = await levelsOf('kitchen', [{ ...green, kitchen: 0.9 }, ...others]);
  expect(levels.slice(0, 3)).toEqual([0.9, 0, 0]);
});

it('Whether a picture is indoors says nothing of the others: a library is known by no more than that', async () => {
  const levels = await levelsOf('library', [{ ...green, indoors: 0.9 }, green]);
  expect(levels[0]).toBeGreaterThan(0.7);
  expect(levels[1]).toBeLessThan(0.1);
});
