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
  'people.list': {
    about: 'Everybody who is enrolled.',
    input: none,
    output: z.object({ people: z.array(person) }),
  },
  'people.add': {
    about:
      'Enrols a person, or adds pictures to one who exists. Rejected pictures are told with a ' +
      'reason each.',
    input: z.object({ name, pictures: pictureInputs }),
    output: enrolled,
  },
  'people.preview': {
    about:
      'Says where somebody would be found who is enrolled from pictures, a face of a film or an ' +
      'unnamed group; keeps nothing.',
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
  'people.facesAt': {
    about: 'The faces that a film shows at a time, the largest first.',
    input: z.object({ videoId: id, time: seconds.max(10_000_000) }),
    output: z.object({ faces: z.array(pausedFace) }),
  },
  'people.enrolFace': {
    about:
      'Says who a face in a film is: somebody of that name (`known`), or else a new person, who is ' +
      'enrolled from it.',
    input: placeInFilm.extend({ name }),
    output: z.object({ person, known: z.boolean() }),
  },
  'people.castOffers': {
    about:
      'The cast of one film, or of all, as the files beside the films say; whom there is a picture ' +
      'of comes first.',
    input: z.object({ videoId: id.optional() }),
    output: z.object({ offers: z.array(castMember.extend({ videoId: id })) }),
  },
  'people.enrolCast': {
    about: 'Enrols somebody of a film’s cast from the picture beside it.',
    input: z.object({ videoId: id, name }),
    output: enrolled,
  },
  'people.rename': {
    about: 'Gives a person another name.',
    input: z.object({ id, name }),
    output: z.object({ person }),
  },
  'people.remove': {
    about: 'Forgets a person: their pictures, faces, voice and name.',
    input: z.object({ name }),
    output: z.object({ removed: z.boolean() }),
  },
  'people.person': {
    about: 'All that is known of one person: their films, faces and pictures.',
    input: z.object({ id }),
    output: personPage,
  },
  'people.faces': {
    about: 'The faces of a person, the clearest first.',
    input: z.object({
      id,
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), faces: z.array(personFace) }),
  },
  'people.doubtful': {
    about:
      'The faces of which it is worth asking whether they are a person, those whose answer changes ' +
      'most first.',
    input: z.object({ id, limit: z.number().int().min(1).max(100).default(12) }),
    output: z.object({ faces: z.array(doubtfulFace) }),
  },
  'people.confirm': {
    about:
      'Says that a face, and all that are taken for the same one’s, is a person. Later runs never ' +
      'change it.',
    input: z.object({ person: id, track: id }),
    output: z.object({ confirmed: z.boolean() }),
  },
  'people.refuse': {
    about: 'Says that a face, and all that are taken for the same one’s, is not a person.',
    input: z.object({ person: id, track: id }),
    output: z.object({ refused: z.boolean() }),
  },
  'people.cover': {
    about:
      'Chooses the picture that stands for a person: a face of a film, or a picture that the person ' +
      'was enrolled from.',
    input: z.union([z.object({ person: id, track: id }), z.object({ person: id, picture: id })]),
    output: z.object({ person }),
  },
  'people.removePicture': {
    about: 'Takes away a picture that a person was enrolled from.',
    input: z.object({ picture: id }),
    output: z.object({ removed: z.boolean() }),
  },
  'people.alike': {
    about: 'Pairs of named people who look like one; not those whom the user or some film says to be two.',
    input: none,
    output: z.object({ pairs: z.array(alikePair) }),
  },
  'people.apart': {
    about: 'Says that two people who look alike are two.',
    input: z.object({ people: z.tuple([id, id]) }),
    output: z.object({ apart: z.boolean() }),
  },
  'people.unnamed': {
    about:
      'Whom nobody has named, those most on screen first; with `ignored`, those whom nobody is ' +
      'asked about.',
    input: z.object({
      ignored: z.boolean().default(false),
      limit: z.number().int().min(1).max(500).default(50),
      offset: z.number().int().min(0).default(0),
    }),
    output: z.object({ total: z.number().int(), groups: z.array(unnamedGroup) }),
  },
  'people.group': {
    about: 'One unnamed person with all faces.',
    input: z.object({ group: id }),
    output: unnamedGroup,
  },
  'people.name': {
    about: 'Says who a group is: somebody of that name (`known`), or else a new person.',
    input: z.object({ group: id, name }),
    output: z.object({ person, known: z.boolean() }),
  },
  'people.merge': {
    about: 'Says that groups are one person, or that two people are: the second becomes the first.',
    input: z.union([
      z.object({ groups: z.array(id).min(2).max(100) }),
      z.object({ people: z.tuple([id, id]) }),
    ]),
    output: z.object({ merged: z.boolean() }),
  },
  'people.split': {
    about: 'Says which faces of a group are not the person of the rest.',
    input: z.object({ group: id, tracks: z.array(id).min(1).max(2000) }),
    output: z.object({ split: z.boolean() }),
  },
  'people.notThis': {
    about: 'Says that a face is not this person.',
    input: z.object({ person: id, track: id }),
    output: z.object({ changed: z.boolean() }),
  },
  'people.ignore': {
    about: 'Says that nobody has to know who a group is.',
    input: z.object({ group: id }),
    output: z.object({ ignored: z.boolean() }),
  },
  'people.unignore': {
    about: 'Asks again who a group is.',
    input: z.object({ group: id }),
    output: z.object({ ignored: z.boolean() }),
  },
  'people.undo': {
    about: 'Takes back the latest of these decisions; null when there is none.',
    input: none,
    output: z.object({ undone: decisionAction.nullable() }),
  },
};
