import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributeFilm, speakerGround } from '../../../../src-main/indexing/voices/attribute-film.ts';
import { VoiceDecisions } from '../../../../src-main/indexing/voices/voice-decisions.ts';
import { VoiceWriter } from '../../../../src-main/indexing/voices/voice-writer.ts';
import {
  filmsWhereHeard,
  heardFilms,
  listVoices,
  voicesCalled,
} from '../../../../src-main/voices/voice-views.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';
import { faceModel, WrittenLibrary } from '../../../fixtures/written-library.ts';
import { writeDialogue, lineOf } from '../../../fixtures/written-dialogue.ts';

let library: WrittenLibrary;
let made: MadeVoices;
let decisions: VoiceDecisions;
beforeEach(() => {
  library = new WrittenLibrary();
  made = new MadeVoices(31);
  decisions = new VoiceDecisions(library.store);
});
afterEach(() => library.close());

const order = ['Ada', 'Bo', 'Ada', 'Cy', 'Bo', 'Cy', 'Ada', 'Bo'];
const numbered = ['1', '2', '1', '3', '2', '3', '1', '2'].map((number) => `Speaker ${number}`);

const film = (voices: readonly string[], seen: readonly string[] = []): number =>
  writeDialogue(library, made, voices, seen);

function tellAnew(videoId: number): (string | null)[] {
  library.store.transaction(() => attributeFilm(library.store, videoId, faceModel));
  return speakers(videoId);
}

const speakers = (videoId: number): (string | null)[] =>
  library.reader.speakers
    .utterances(videoId)
    .map(({ speakers: [speaker] }) => (speaker ? (speaker.name ?? `Speaker ${speaker.number}`) : null));

const voice = (name: string): number => voicesCalled(library.reader, name)[0]!.id;
const decide = <T>(work: () => T): T => library.store.transaction(work);
const named = (name: string, ...numbers: number[]): string[] =>
  numbered.map((speaker) => (numbers.some((number) => speaker === `Speaker ${number}`) ? name : speaker));

describe('a name for a voice', () => {
  it('is taken back: the voice has its number and its lines again, and nobody is left over', () => {
    const one = film(order);
    expect(tellAnew(one)).toEqual(numbered);
    decide(() => decisions.name(voice('Speaker 2'), 'Bo'));
    expect(tellAnew(one)).toEqual(named('Bo', 2));
    expect(decide(() => decisions.undo())).toBe('name');
    expect(speakers(one)).toEqual(numbered);
    expect(tellAnew(one)).toEqual(numbered);
    expect(library.reader.people.all()).toEqual([]);
    expect(decide(() => decisions.undo())).toBeNull();
  });

  it('holds where the voice goes with a face that nobody has named, and is taken back there too', () => {
    const one = film(order, ['Ada', 'Bo']);
    library.forgetFaces();
    const before = tellAnew(one);
    expect(new Set(before)).toEqual(new Set(['Speaker 1', 'Speaker 2', 'Speaker 3']));
    const bo = before[1]!;
    const label = voice(bo);
    decide(() => decisions.name(label, 'Bo'));
    const after = before.map((speaker) => (speaker === bo ? 'Bo' : speaker));
    expect(tellAnew(one)).toEqual(after);
    expect(tellAnew(one)).toEqual(after);
    decide(() => decisions.undo());
    expect(tellAnew(one)).toEqual(before);
  });

  it('leaves a person who was known before, with the voice that faces had told', () => {
    const one = film(order, ['Ada']);
    tellAnew(one);
    const before = speakers(one);
    const told = library.reader.speakers.voices();
    decide(() => decisions.name(voice('Speaker 3'), 'Ada'));
    tellAnew(one);
    decide(() => decisions.undo());
    expect(tellAnew(one)).toEqual(before);
    expect(library.reader.people.all().map(({ name }) => name)).toEqual(['Ada']);
    expect(library.reader.speakers.voices().map(({ personId, told: said }) => [personId, said])).toEqual(
      told.map(({ personId, told: said }) => [personId, said]),
    );
  });

  it('leaves a person of whom more was said since', () => {
    const one = film(order);
    tellAnew(one);
    decide(() => decisions.name(voice('Speaker 1'), 'Ada'));
    library.store.speakers.tellLine(
      `other`,
      { start: 1, end: 2 },
      library.reader.people.all()[0]!.id,
      new Date(),
    );
    decide(() => decisions.undo());
    expect(library.reader.people.all().map(({ name }) => name)).toEqual(['Ada']);
  });
});

it('a voice that is forgotten is nobody’s, though it was named, and must be gone from older copies', async () => {
  let forgotten = 0;
  const one = film(order);
  tellAnew(one);
  const writer = new VoiceWriter(library.store, {
    changed: async () => {},
    forgotten: async () => void forgotten++,
  });
  await writer.name(voice('Speaker 2'), 'Bo');
  expect(tellAnew(one)).toContain('Bo');
  expect(forgotten).toBe(0);
  await writer.forget([voice('Bo')]);
  expect(forgotten).toBe(1);
  expect(tellAnew(one)).not.toContain('Bo');
});

describe('two voices that are one', () => {
  it('stay one when the film is told anew, and are two again when that is taken back', () => {
    const one = film(order);
    tellAnew(one);
    decide(() => decisions.merge(voice('Speaker 1'), voice('Speaker 3')));
    expect(speakers(one)).toEqual(named('Speaker 1', 3));
    expect(tellAnew(one)).toEqual(named('Speaker 1', 3));
    expect(tellAnew(one)).toEqual(named('Speaker 1', 3));
    expect(decide(() => decisions.undo())).toBe('merge');
    expect(tellAnew(one)).toEqual(numbered);
  });

  it('go together over two films', () => {
    const [one, other] = [film(order), film(['Di', 'Ed', 'Di', 'Ed', 'Di', 'Ed'])];
    tellAnew(one);
    const apart = tellAnew(other);
    const own = apart[0]!;
    decide(() => decisions.merge(voice('Speaker 1'), voice(own)));
    const together = apart.map((name) => (name === own ? 'Speaker 1' : name));
    expect(speakers(other)).toEqual(together);
    expect(tellAnew(other)).toEqual(together);
    expect(listVoices(library.reader).find(({ number }) => number === 1)?.films).toBe(2);
  });

  it('get the name of the one who has one, and are refused where both have', () => {
    const one = film(order);
    tellAnew(one);
    decide(() => decisions.name(voice('Speaker 1'), 'Ada'));
    decide(() => decisions.merge(voice('Speaker 2'), voice('Ada')));
    expect(tellAnew(one)).toEqual(named('Ada', 1, 2));
    decide(() => decisions.name(voice('Speaker 3'), 'Cy'));
    expect(() => decide(() => decisions.merge(voice('Ada'), voice('Cy')))).toThrow('Both voices have names.');
  });
});

describe('a line', () => {
  it('is not somebody’s whom the user refuses, whatever is heard and seen, and theirs again afterwards', () => {
    const one = film(order, ['Ada', 'Bo']);
    const before = tellAnew(one);
    const ground = speakerGround(library.store, one, faceModel);
    decide(() => decisions.refuse(one, lineOf(2), library.person('Ada')));
    expect(speakerGround(library.store, one, faceModel)).not.toBe(ground);
    expect(tellAnew(one)[2]).not.toBe('Ada');
    expect(decide(() => decisions.undo())).toBe('refuse');
    expect(tellAnew(one)).toEqual(before);
  });

  it('is whose the user had said before the latest answer', () => {
    const one = film(order);
    tellAnew(one);
    decide(() => decisions.tell(one, lineOf(0), 'Ada'));
    decide(() => decisions.tell(one, lineOf(0), 'Zoe'));
    expect(tellAnew(one)[0]).toBe('Zoe');
    decide(() => decisions.undo());
    expect(tellAnew(one)[0]).toBe('Ada');
    expect(library.reader.people.all().map(({ name }) => name)).toEqual(['Ada']);
    decide(() => decisions.undo());
    expect(tellAnew(one)).toEqual(numbered);
  });
});

it('a voice is heard in films, each with the line that lets it be heard best', () => {
  const [one, other] = [film(order), film(['Ada', 'Bo', 'Ada', 'Bo'])];
  tellAnew(one);
  tellAnew(other);
  decide(() => decisions.name(voice('Speaker 1'), 'Ada'));
  tellAnew(one);
  const [ada] = voicesCalled(library.reader, 'Ada');
  expect(heardFilms(library.reader, ada!)).toEqual([
    { videoId: one, title: 'A film', lines: 3, seconds: 6, sample: { ...lineOf(0), text: 'It is Ada.' } },
  ]);
  const [bo] = voicesCalled(library.reader, 'Speaker 2');
  expect(heardFilms(library.reader, bo!).map(({ videoId }) => videoId)).toEqual([one]);
});

it('somebody whose voice is not known is heard in no film', () => {
  library.person('Cy');
  expect(filmsWhereHeard(library.reader, 'Cy')).toEqual([]);
  expect(() => filmsWhereHeard(library.reader, 'Nobody')).toThrow('There is no voice called');
});
