import { calibration } from './calibration.ts';
import { colourShares, type ColourGrid } from './colours.ts';
import { certainty } from './logistic.ts';
import { peopleCount } from './people-count.ts';
import { lightOf, sceneryOf } from './picture-light.ts';
import { placesOf } from './place-evidence.ts';
import { colouredObject, colourIds, placeOf, places } from './vector-layout.ts';
import type { Box } from '../../domain/box.ts';
import type { DetectedObject } from '../families/object-detector.ts';
import type { Posture } from './posture.ts';

/** One face as its models describe it. */
export interface SeenFace {
  /** Fractions of the picture. */
  readonly box: Box;
  /** As the detector says it, 0..1; calibrated with the scores. */
  readonly confidence: number;
  /** Years; null when the describing model does not tell. */
  readonly age: number | null;
  /** 0..1, or null as above. */
  readonly female: number | null;
  /** Certainty of each emotion by the bank's name. */
  readonly emotions: Readonly<Record<string, number>>;
}

/** Everything that the models say of one picture. */
export interface PictureEvidence {
  /** With boxes as fractions of the picture. */
  readonly objects: readonly DetectedObject[];
  readonly faces: readonly SeenFace[];
  /** Of the largest persons. */
  readonly postures: readonly Posture[];
  readonly colours: ColourGrid;
  /** Certainty of concepts by a classifier of whole pictures; empty without one. */
  readonly scenes: Readonly<Record<string, number>>;
}

/** How many heads high a standing body is, seen from the detector's box of a person: for people whose face is hidden. */
const headsInBody = 6;
/** Middle part of an object's box in which its own colour prevails over the background's. */
const core = 0.6;

/** Certainty of every place of the concept vector, 0..1. */
export function scoresOf(seen: PictureEvidence): Float32Array {
  const faces = seen.faces.map((face) => ({
    ...face,
    confidence: certainty(face.confidence, calibration.face),
  }));
  const evidence = { ...seen, faces };
  const scores = new Float32Array(places.length);
  const raise = (name: string, value: number): void => {
    const place = placeOf(name);
    scores[place] = Math.max(scores[place]!, value);
  };
  const objects: Record<string, number> = {};
  for (const { label, confidence } of evidence.objects) {
    const sure = certainty(confidence, calibration.object);
    objects[label] = Math.max(sure, objects[label] ?? 0);
    raise(label, sure);
  }
  for (const [name, sure] of Object.entries(seen.scenes)) raise(name, sure);
  raiseColours(evidence, raise);
  raisePeople(evidence, raise);
  raiseFaces(faces, raise);
  for (const { standing, sitting, armsRaised } of evidence.postures) {
    raise('standing', standing);
    raise('sitting', sitting);
    raise('arms raised', armsRaised);
  }
  const { lightness, warmth } = lightOf(evidence.colours);
  raise('dark', certainty(lightness, calibration.darkness));
  raise('bright', certainty(lightness, calibration.brightness));
  raise('warm colours', certainty(warmth, calibration.warmth));
  raise('cold colours', certainty(-warmth, calibration.warmth));
  for (const [name, sure] of Object.entries(placesOf(objects, sceneryOf(evidence.colours))))
    raise(name, sure);
  return scores;
}

/** Certainty of each person: a body and its face are one, as certain as the surer of the two. */
function personClaims(persons: readonly DetectedObject[], faces: readonly SeenFace[]): number[] {
  const claims = persons.map(({ box, confidence }) => ({
    box,
    certainty: certainty(confidence, calibration.object),
    hasFace: false,
  }));
  for (const face of faces) {
    // Best first: the surest body that holds the face and has none yet.
    const body = claims.find(({ box, hasFace }) => !hasFace && holds(box, face.box));
    if (body) {
      body.certainty = Math.max(body.certainty, face.confidence);
      body.hasFace = true;
    } else {
      claims.push({ box: face.box, certainty: face.confidence, hasFace: true });
    }
  }
  return claims.map((claim) => claim.certainty);
}

type Raise = (name: string, value: number) => void;

function raiseColours({ colours, objects }: PictureEvidence, raise: Raise): void {
  colourShares(colours, { x: 0, y: 0, width: 1, height: 1 }).forEach((share, colour) => {
    raise(colourIds[colour]!, certainty(share, calibration.colourOfPicture));
  });
  for (const { label, confidence, box } of objects) {
    const sure = certainty(confidence, calibration.object);
    const margin = (1 - core) / 2;
    const middle = {
      x: box.x + box.width * margin,
      y: box.y + box.height * margin,
      width: box.width * core,
      height: box.height * core,
    };
    colourShares(colours, middle).forEach((share, colour) => {
      const coloured = sure * certainty(share, calibration.colourOfObject);
      raise(colouredObject(colourIds[colour]!, label), coloured);
    });
  }
}

function raisePeople({ objects, faces }: PictureEvidence, raise: Raise): void {
  const persons = objects.filter(({ label }) => label === 'person');
  const count = peopleCount(personClaims(persons, faces));
  raise('nobody', count.nobody);
  raise('one person', count.one);
  raise('two people', count.two);
  raise('several people', count.several);
  raise('crowd', count.crowd);
  for (const { confidence } of faces) raise('person', confidence);
  const seen = 1 - count.nobody;
  const heads = [
    ...faces.map(({ box }) => box.height),
    ...persons
      .filter(({ confidence }) => confidence > calibration.object.midpoint)
      .map(({ box }) => box.height / headsInBody),
  ];
  if (heads.length === 0) return;
  const head = Math.max(...heads);
  const near = certainty(head, calibration.faceHeight);
  const far = certainty(head, calibration.longShotHeight);
  raise('close-up', seen * near);
  raise('long shot', seen * far);
  raise('medium shot', seen * (1 - near) * (1 - far));
  raise('group shot', count.several);
}

function raiseFaces(faces: readonly SeenFace[], raise: Raise): void {
  for (const { confidence, age, female, emotions } of faces) {
    if (age !== null) {
      const child = certainty(age, calibration.child);
      raise('child', confidence * child);
      raise('adult', confidence * (1 - child));
      raise('young adult', confidence * certainty(age, calibration['young adult']) * (1 - child));
      raise('old person', confidence * certainty(age, calibration['old person']));
    }
    if (female !== null) {
      raise('woman', confidence * female);
      raise('man', confidence * (1 - female));
    }
    for (const [emotion, sure] of Object.entries(emotions)) raise(emotion, confidence * sure);
  }
}

/** Whether most of the inner box lies in the outer. */
function holds(outer: Box, inner: Box): boolean {
  const width = Math.min(outer.x + outer.width, inner.x + inner.width) - Math.max(outer.x, inner.x);
  const height = Math.min(outer.y + outer.height, inner.y + inner.height) - Math.max(outer.y, inner.y);
  return Math.max(0, width) * Math.max(0, height) >= 0.5 * inner.width * inner.height;
}
