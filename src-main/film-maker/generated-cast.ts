import type { CastMember, VoiceName } from './film-script.ts';
import { voiceNames } from './film-script.ts';
import type { Look } from './look.ts';
import { leastLookDistance, lookDistance } from './look-distance.ts';
import type { Random } from '../domain/random.ts';

/** None of the sample film's, so that films of both kinds can share a library. */
const names = [
  'Eve',
  'Finn',
  'Gita',
  'Hugo',
  'Iris',
  'Jon',
  'Kim',
  'Leo',
  'Maya',
  'Ned',
  'Olga',
  'Paul',
  'Rosa',
  'Sam',
  'Tess',
  'Uma',
  'Vera',
  'Will',
  'Yara',
  'Zeno',
] as const;
const skins = [
  '#f3cfb8',
  '#f0c7ae',
  '#edbd9e',
  '#dfa982',
  '#d79a6b',
  '#bd8256',
  '#a06a42',
  '#8a5636',
  '#6b4029',
] as const;
const hairs = [
  '#17120f',
  '#1e1d2b',
  '#2f1d12',
  '#4a2c17',
  '#6e4220',
  '#8e3418',
  '#c1601d',
  '#c99a45',
  '#e3c377',
] as const;
const greys = ['#d8d3cb', '#b9b6b4', '#8f8d8c'] as const;
const irises = ['#4a2c16', '#6b4421', '#3f8a5a', '#4a7fb5', '#2e3f66', '#7a8a99', '#8a6a2c'] as const;
export const cloths = [
  '#2f7d6b',
  '#c98a2b',
  '#7a4d8f',
  '#3f5f8a',
  '#b04a45',
  '#5b7a3a',
  '#d9d3c5',
  '#2f3542',
  '#c96b8a',
  '#3a8fa3',
] as const;
const maleVoices: readonly VoiceName[] = ['basil', 'drake', 'flint', 'gale'];
/** The voices that casts draw from; larger ones take the others too. */
const usualVoices = 6;
/** Larger casts seldom are all unlike each other; the best of so many has to do. */
const largeDraws = 40;

/** A random person. Men and women only differ in how often they wear what. */
export function generatedLook(random: Random, man: boolean): Look {
  const age = random.pick([0, 0.05, 0.1, 0.2, 0.45, 0.7, 0.95]);
  const skin = random.pick(skins);
  // Skins and hairs are sorted, one from light to dark, the other from dark to light.
  const lightest = skins.indexOf(skin) < 5 ? hairs.length : 5;
  const hair = age > 0.6 && random.chance(0.8) ? random.pick(greys) : random.pick(hairs.slice(0, lightest));
  const style = man
    ? random.pick(
        age > 0.4
          ? (['receding', 'bald', 'short', 'bald'] as const)
          : (['short', 'quiff', 'curly', 'bald', 'fringe'] as const),
      )
    : random.pick(['long', 'bob', 'bun', 'curly', 'fringe', 'ponytail'] as const);
  const facial = man
    ? random.pick(['none', 'full', 'moustache', 'goatee', 'stubble', 'full'] as const)
    : 'none';
  return {
    skin,
    age,
    face: {
      width: random.between(0.88, 1.2),
      jaw: man ? random.between(0.3, 1) : random.between(0, 0.6),
      chin: random.next(),
    },
    eyes: {
      colour: random.pick(irises),
      size: random.between(0.8, 1.3),
      spacing: random.between(0.88, 1.16),
      lid: random.between(0, 0.7),
      lashes: man ? random.between(0, 0.3) : random.between(0.5, 1),
      slant: random.between(-8, 8),
    },
    brows: {
      colour: hair,
      thickness: man ? random.between(0.8, 1.8) : random.between(0.45, 1.1),
      arch: random.next(),
      height: random.between(-3, 4),
    },
    nose: { width: random.between(0.72, 1.5), length: random.between(0.76, 1.32) },
    lips: {
      colour: random.pick(['#c8434f', '#b34653', '#9b4d45', '#c07a72', '#a8414a', '#cf6a63']),
      fullness: random.between(0.55, 1.5),
      width: random.between(0.85, 1.2),
    },
    hair: { style, colour: hair },
    beard: { style: facial, colour: hair },
    glasses: random.pick(['none', 'none', 'none', 'round', 'square'] as const),
    freckles: random.chance(0.2),
    earrings: !man && random.chance(0.5),
    clothes: {
      style: random.pick(['crew', 'shirt', 'hoodie', 'vneck'] as const),
      colour: random.pick(cloths),
    },
  };
}

/** Candidates for each place in a cast; the one least like the others gets it. */
const candidates = 24;

function drawCast(random: Random, size: number): CastMember[] {
  const called = random.shuffled(names);
  const cast: CastMember[] = [];
  for (const voice of random.shuffled(voiceNames.slice(0, Math.max(usualVoices, size))).slice(0, size)) {
    const name = called[cast.length]!;
    const looks = Array.from({ length: candidates }, () => generatedLook(random, maleVoices.includes(voice)));
    const apart = (look: Look): number => Math.min(...cast.map((other) => lookDistance(other.look, look)));
    const look =
      cast.length === 0 ? looks[0]! : looks.reduce((best, each) => (apart(each) > apart(best) ? each : best));
    cast.push({ name, voice, look });
  }
  return cast;
}

/** The distance of the two members of a cast that are most alike. */
export function leastDistanceOf(cast: readonly CastMember[]): number {
  let least = Infinity;
  cast.forEach((one, i) => {
    for (const other of cast.slice(i + 1)) least = Math.min(least, lookDistance(one.look, other.look));
  });
  return least;
}

/** People nobody mistakes for one another, each with their own voice. A cast with two too like each other is drawn again. */
export function generatedCast(random: Random, size: number): CastMember[] {
  if (size < 1 || size > voiceNames.length)
    throw new Error(`A cast has 1 to ${voiceNames.length} members, not ${size}.`);
  if (size > usualVoices)
    return mostDistinct(Array.from({ length: largeDraws }, () => drawCast(random, size)));
  for (;;) {
    const cast = drawCast(random, size);
    if (leastDistanceOf(cast) >= leastLookDistance) return cast;
  }
}

/** The cast whose two most alike members are the least alike. */
function mostDistinct(casts: readonly CastMember[][]): CastMember[] {
  return casts.reduce((best, cast) => (leastDistanceOf(cast) > leastDistanceOf(best) ? cast : best));
}
