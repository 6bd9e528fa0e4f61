import { z } from 'zod';
import {
  box,
  id,
  interval,
  name,
  none,
  pictureInputs,
  placeInFilm,
  rejectedPicture,
  seconds,
} from './parts.ts';
import { castMember } from './videos.ts';

export const person = z.object({
  id,
  name: z.string(),
  colour: z.number().int().min(0).max(11),
  pictures: z.number().int(),
  /** Another number whenever another picture stands for the person. */
  cover: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
});
export type Person = z.output<typeof person>;

/** A face of a film: `media/face/<track>` is its picture. */
export const groupFace = z.object({
  track: id,
  videoId: id,
  path: z.string(),
  title: z.string(),
  time: seconds,
  box,
});
export type GroupFace = z.output<typeof groupFace>;

/** Faces that show one person whom nobody has named, as far as looks tell. */
export const unnamedGroup = z.object({
  id,
  tracks: z.number().int(),
  videos: z.number().int(),
  /** Seconds on screen over the whole library. */
  onScreen: seconds,
  /** The clearest first; in a list the first few only. */
  faces: z.array(groupFace),
});
export type UnnamedGroup = z.output<typeof unnamedGroup>;

/** A face of a named person. */
export const personFace = groupFace.extend({
  /** Calibrated certainty that it shows the person; 1 where the user said so. */
  confidence: z.number().min(0).max(1),
});
export type PersonFace = z.output<typeof personFace>;

/** A face that may show a person: an answer holds for all `tracks` that look like it. */
export const doubtfulFace = personFace.extend({
  /** Whether it passes for the person now. */
  named: z.boolean(),
  tracks: z.number().int(),
  /** Seconds that the answer is about. */
  onScreen: seconds,
});
export type DoubtfulFace = z.output<typeof doubtfulFace>;

/** Where a film shows a person. */
export const personFilm = z.object({
  videoId: id,
  path: z.string(),
  title: z.string(),
  duration: seconds,
  onScreen: seconds,
  intervals: z.array(interval.extend({ confidence: z.number() })),
});
export type PersonFilm = z.output<typeof personFilm>;

/** All that is known of a person. */
export const personPage = z.object({
  person,
  /** The film that shows most of the person first. */
  films: z.array(personFilm),
  faces: z.number().int(),
  /** What the person was enrolled from; `media/picture/<id>` is the face. */
  pictures: z.array(z.object({ id, source: z.string(), origin: z.enum(['picture', 'group']) })),
  /** What the user answered about faces, the last answered first. */
  answers: z.array(groupFace.extend({ shows: z.boolean() })),
});
export type PersonPage = z.output<typeof personPage>;

/** Two named people who may be one. */
export const alikePair = z.object({
  people: z.tuple([person, person]),
  confidence: z.number().min(0).max(1),
});
export type AlikePair = z.output<typeof alikePair>;

export const decisionAction = z.enum([
  'name',
  'merge',
  'split',
  'not-this',
  'ignore',
  'unignore',
  'confirm',
  'refuse',
  'cover',
  'unite',
  'apart',
]);

/** Where somebody would be found who is enrolled from what is given. */
export const personPreview = z.object({
  /** Who has the name already, and how sure the given faces are that one's; null where nothing tells. */
  known: person.nullable(),
  sameAsKnown: z.number().min(0).max(1).nullable(),
  /** Somebody else who looks like the person. */
  alike: z.object({ person, confidence: z.number() }).nullable(),
  /** Pictures that can be used, and those that cannot. */
  accepted: z.number().int(),
  rejected: z.array(rejectedPicture),
  /** The film that shows most of the person first. */
  films: z.array(personFilm),
  onScreen: seconds,
  /** The clearest faces that would be the person's. */
  faces: z.array(groupFace),
  doubtful: z.array(doubtfulFace),
});
export type PersonPreview = z.output<typeof personPreview>;

/** A face in the picture of a paused film. */
export const pausedFace = z.object({
  box,
  /** JPEG, square, in base64. */
  portrait: z.string(),
  track: id.nullable(),
  /** Who it is; null while nobody has said. */
  person: person.nullable(),
  group: id.nullable(),
});
export type PausedFace = z.output<typeof pausedFace>;

const enrolled = z.object({
  person: person.nullable(),
  accepted: z.number().int(),
  rejected: z.array(rejectedPicture),
});

export const peopleMethods = {
  'people.list': { input: none, output: z.object({ people: z.array(person) }) },
  /** Enrols a person, or adds pictures to one who exists. Rejected pictures are told with a reason each. */
  'people.add': {
    input: z.object({ name, pictures: pictureInputs }),
    output: enrolled,
  },
  /** Says where somebody would be found who is enrolled from pictures, a face of a film or an unnamed group; keeps nothing. */
  'people.preview': {
    input: z.object({
      name: name.optional(),
      from: z.union([
        z.object({ pictures: pictureInputs }),
        z.object({ face: placeInFilm }),
        z.object({ group: id }),
      ]),
    }),
    output: personPreview,
  },
  /** The faces that a film shows at a time, the largest first. */
  'people.facesAt': {
    input: z.object({ videoId: id, time: seconds.max(10_000_000) }),
    output: z.object({ faces: z.array(pausedFace) }),
  },
  /** Says who a face in a film is: somebody of that name (`known`), or else a new person, who is enrolled from it. */
  'people.enrolFace': {
    input: placeInFilm.extend({ name }),
    output: z.object({ person, known: z.boolean() }),
  },
  /** The cast of one film, or of all, as the files beside the films say; whom there is a picture of comes first. */
  'people.castOffers': {
    input: z.object({ videoId: id.optional() }),
    output: z.object({ offers: z.array(castMember.extend({ videoId: id })) }),
  },
  /** Enrols somebody of a film's cast from the picture beside it. */
  'people.enrolCast': { input: z.object({ videoId: id, name }), output: enrolled },
  'people.rename': { input: z.object({ id, name }), output: z.object({ person }) },
  'people.remove': { input: z.object({ name }), output: z.object({ removed: z.boolean() }) },
  'people.person': { input: z.object({ id }), output: personPage },
  /** The faces of a person, the clearest first. */
  'people.faces': {
    input: z.object({
      id,
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), faces: z.array(personFace) }),
  },
  /** The faces of which it is worth asking whether they are a person, those whose answer changes most first. */
  'people.doubtful': {
    input: z.object({ id, limit: z.number().int().min(1).max(100).default(12) }),
    output: z.object({ faces: z.array(doubtfulFace) }),
  },
  /** Says that a face, and all that are taken for the same one's, is a person. Later runs never change it. */
  'people.confirm': {
    input: z.object({ person: id, track: id }),
    output: z.object({ confirmed: z.boolean() }),
  },
  /** Says that a face, and all that are taken for the same one's, is not a person. */
  'people.refuse': {
    input: z.object({ person: id, track: id }),
    output: z.object({ refused: z.boolean() }),
  },
  /** Chooses the picture that stands for a person: a face of a film, or a picture that the person was enrolled from. */
  'people.cover': {
    input: z.union([z.object({ person: id, track: id }), z.object({ person: id, picture: id })]),
    output: z.object({ person }),
  },
  'people.removePicture': { input: z.object({ picture: id }), output: z.object({ removed: z.boolean() }) },
  /** Pairs of named people who look like one; not those whom the user or some film says to be two. */
  'people.alike': { input: none, output: z.object({ pairs: z.array(alikePair) }) },
  /** Says that two people who look alike are two. */
  'people.apart': {
    input: z.object({ people: z.tuple([id, id]) }),
    output: z.object({ apart: z.boolean() }),
  },
  /** Whom nobody has named, those most on screen first; with `ignored`, those whom nobody is asked about. */
  'people.unnamed': {
    input: z.object({
      ignored: z.boolean().default(false),
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), groups: z.array(unnamedGroup) }),
  },
  /** One unnamed person with all faces. */
  'people.group': { input: z.object({ group: id }), output: unnamedGroup },
  /** Says who a group is: somebody of that name (`known`), or else a new person. */
  'people.name': {
    input: z.object({ group: id, name }),
    output: z.object({ person, known: z.boolean() }),
  },
  /** Says that groups are one person, or that two people are: the second becomes the first. */
  'people.merge': {
    input: z.union([
      z.object({ groups: z.array(id).min(2).max(100) }),
      z.object({ people: z.tuple([id, id]) }),
    ]),
    output: z.object({ merged: z.boolean() }),
  },
  /** Says which faces of a group are not the person of the rest. */
  'people.split': {
    input: z.object({ group: id, tracks: z.array(id).min(1).max(2000) }),
    output: z.object({ split: z.boolean() }),
  },
  /** Says that a face is not this person. */
  'people.notThis': {
    input: z.object({ person: id, track: id }),
    output: z.object({ changed: z.boolean() }),
  },
  /** Says that nobody has to know who a group is. */
  'people.ignore': { input: z.object({ group: id }), output: z.object({ ignored: z.boolean() }) },
  'people.unignore': { input: z.object({ group: id }), output: z.object({ ignored: z.boolean() }) },
  /** Takes back the latest of these decisions; null when there is none. */
  'people.undo': { input: none, output: z.object({ undone: decisionAction.nullable() }) },
};
