import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { dot } from '../../../src-main/domain/vector.ts';
import { steps } from '../../../src-main/store/vector-code.ts';
import { askedOf, framesPerFilm, type Asked, type VectorFilms } from './made-up-vectors.ts';
import type { FilmFaces } from './real-faces.ts';

// Note: a real distribution of many vectors
// There are some hundred real faces. Each made-up film takes after one real film: its vectors lie about faces of that film,
// at distances that are drawn as far and in the directions in which that film's faces differ from their mean (a sum of
// such differences, each times a normal number, has the faces' own covariance). A scene is one face moved half as far as
// faces differ, ten frames of it lie about that a quarter as far. What is asked for are real faces that nothing was made of.

const sceneFrames = 10;
const sceneSpread = 0.5;
const frameSpread = 0.25;
/** Differences that are summed for each distance. */
const summed = 8;
/** Of so many faces of a film one is only asked for. */
const heldOut = 4;

interface RealFilm {
  readonly faces: readonly Float32Array[];
  /** Of each face to their mean. */
  readonly differences: readonly Float32Array[];
  readonly asked: readonly Float32Array[];
}

/** Films of faces' vectors, spread about real ones as these differ from each other. */
export class SpreadFaces implements VectorFilms {
  readonly dimension: number;
  readonly #seed: number;
  readonly #films: readonly RealFilm[];

  constructor(seed: number, films: readonly FilmFaces[]) {
    this.#seed = seed;
    this.#films = films.map(({ vectors }) => realFilm(vectors));
    this.dimension = films[0]!.vectors[0]!.length;
  }

  film(number: number): Float32Array[] {
    const random = seededRandom(this.#seed * 1_000_000 + number);
    const { faces, differences } = this.#films[number % this.#films.length]!;
    let scene = faces[0]!;
    return Array.from({ length: framesPerFilm }, (_, frame) => {
      if (frame % sceneFrames === 0) scene = moved(random.pick(faces), differences, sceneSpread, random);
      const vector = moved(scene, differences, frameSpread, random);
      const length = Math.sqrt(dot(vector, vector));
      return vector.map((value) => Math.round((value / length) * steps) / steps);
    });
  }

  asked(seed: number, count: number, films: number): Asked[] {
    return askedOf(films, seed, count, (film, random) =>
      random.pick(this.#films[film % this.#films.length]!.asked),
    );
  }
}

function realFilm(vectors: readonly Float32Array[]): RealFilm {
  const asked = vectors.filter((_, at) => at % heldOut === 0);
  const faces = vectors.filter((_, at) => at % heldOut > 0);
  const mean = new Float32Array(vectors[0]!.length);
  for (const face of faces) for (let i = 0; i < mean.length; i++) mean[i]! += face[i]! / faces.length;
  return { asked, faces, differences: faces.map((face) => face.map((value, i) => value - mean[i]!)) };
}

function moved(
  vector: Float32Array,
  differences: readonly Float32Array[],
  spread: number,
  random: Random,
): Float32Array {
  const to = vector.slice();
  for (let left = summed; left > 0; left--) {
    const difference = random.pick(differences);
    const weight = (spread * normal(random)) / Math.sqrt(summed);
    for (let i = 0; i < to.length; i++) to[i]! += weight * difference[i]!;
  }
  return to;
}

/** By Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
