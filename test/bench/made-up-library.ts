import { seededRandom, type Random } from '../../src-main/domain/random.ts';
import { packed } from '../../src-main/models/concept-bank/concept-vector.ts';
import { colourIds, objectIds, placeOf, places } from '../../src-main/models/concept-bank/vector-layout.ts';
import type { FrameVector } from '../../src-main/store/frame-table.ts';
import { pictureModel } from '../fixtures/picture-vectors.ts';
import type { WrittenFilm, WrittenLibrary } from '../fixtures/written-library.ts';

export const framesPerFilm = 500;
export const linesPerFilm = 200;
const secondsPerFrame = 6;
const people = ['Ada', 'Bo', 'Cleo', 'Dan', 'Eve', 'Fay'];
const spoken =
  'the where mug dog kitchen good morning night look somebody street coffee never always come here friend house water'.split(
    ' ',
  );
/** Different words in the dialogue: the n-th most frequent is said about 1/n times as often as the first. */
const vocabulary = 5000;

/** Fills a library with films that were never filmed: the same ones each time. */
export function fillLibrary(library: WrittenLibrary, films: number): void {
  const random = seededRandom(1);
  for (let film = 0; film < films; film++) {
    const id = library.film(madeUpFilm(random));
    library.store.transaction(() =>
      library.store.frames.replace(id, 'dense', pictureModel, madeUpFrames(random)),
    );
  }
}

function madeUpFilm(random: Random): WrittenFilm {
  const duration = framesPerFilm * secondsPerFrame;
  const cast = random.shuffled(people).slice(0, 3);
  const stretch = (seconds: number): { start: number; end: number } => {
    const start = random.between(0, duration - seconds);
    return { start, end: start + seconds };
  };
  return {
    duration,
    cuts: Array.from({ length: framesPerFilm - 1 }, (_, i) => (i + 1) * secondsPerFrame),
    faces: Array.from({ length: 40 }, () => ({
      person: random.pick(cast),
      ...stretch(random.between(2, 30)),
    })),
    cues: Array.from({ length: linesPerFilm }, () => ({
      ...stretch(2),
      text: Array.from({ length: random.whole(3, 8) }, () => word(random)).join(' '),
    })),
  };
}

function word(random: Random): string {
  const rank = Math.floor(vocabulary ** random.next());
  return rank % 7 === 0 ? spoken[rank % spoken.length]! : `word${rank}`;
}

/** Each film has a few things and places of its own that come and go, and a person in most pictures. */
function madeUpFrames(random: Random): FrameVector[] {
  const usual = random.shuffled(places.slice(0, 160)).slice(0, 25);
  return Array.from({ length: framesPerFilm }, (_, frame) => {
    const values = new Float32Array(places.length);
    for (const name of usual) if (random.chance(0.4)) values[placeOf(name)] = random.next() ** 2;
    values[placeOf('person')] = random.next();
    const object = random.pick(objectIds);
    values[placeOf(object)] = random.next() ** 3;
    values[placeOf(`${random.pick(colourIds)} ${object}`)] = values[placeOf(object)]! * random.next();
    return { time: (frame + 0.5) * secondsPerFrame, vector: packed(values) };
  });
}
