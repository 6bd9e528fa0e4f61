import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LineWriter } from '../../../../src-main/indexing/line-writer.ts';
import { attributeFilm, speakerGround } from '../../../../src-main/indexing/voices/attribute-film.ts';
import { voicesAcrossFilms } from '../../../../src-main/indexing/voices/voice-settings.ts';
import { listVoices, voicesCalled } from '../../../../src-main/voices/voice-views.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';
import { lineOf, writeDialogue } from '../../../fixtures/written-dialogue.ts';
import { faceModel, WrittenLibrary } from '../../../fixtures/written-library.ts';

let library: WrittenLibrary;
let made: MadeVoices;
beforeEach(() => {
  library = new WrittenLibrary();
  made = new MadeVoices(31);
});
afterEach(() => library.close());

const dialogue = (order: readonly string[], seen: readonly string[] = []): number =>
  writeDialogue(library, made, order, seen);

function attributed(videoId: number): (string | null)[] {
  library.store.transaction(() => attributeFilm(library.store, videoId, faceModel));
  return spoken(videoId);
}

function spoken(videoId: number): (string | null)[] {
  return library.reader.speakers
    .utterances(videoId)
    .map(({ speakers: [speaker] }) => (speaker ? (speaker.name ?? `Speaker ${speaker.number}`) : null));
}

const order = ['Ada', 'Bo', 'Ada', 'Cy', 'Bo', 'Cy', 'Ada', 'Bo'];

describe('the speakers of a film', () => {
  it('are people who are seen to speak, and numbered voices', () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    expect(attributed(film)).toEqual(['Ada', 'Bo', 'Ada', 'Speaker 3', 'Bo', 'Speaker 3', 'Ada', 'Bo']);
    expect(listVoices(library.reader).map(({ person, lines }) => [person, lines])).toEqual([
      ['Ada', 3],
      ['Bo', 3],
      [null, 2],
    ]);
  });

  it('keep their numbers when they are told anew', () => {
    const film = dialogue(order);
    const before = attributed(film);
    expect(new Set(before)).toEqual(new Set(['Speaker 1', 'Speaker 2', 'Speaker 3']));
    expect(attributed(film)).toEqual(before);
  });

  it('get a name all together, which stays when they are told anew', () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    attributed(film);
    const before = speakerGround(library.store, film, faceModel);
    const [voice] = voicesCalled(library.reader, 'speaker 3');
    library.store.speakers.nameVoice(voice!.id, library.person('Cy'));
    expect(spoken(film).filter((name) => name === 'Cy')).toHaveLength(2);
    expect(speakerGround(library.store, film, faceModel)).not.toBe(before);
    expect(attributed(film)).toEqual(order);
    expect(attributed(film)).toEqual(order);
  });

  it('follow a line that the user corrects, without decoding, and other lines of that voice with it', () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    attributed(film);
    const { fingerprint } = library.store.videos.byId(film)!;
    const line = lineOf(3);
    library.store.speakers.tellLine(fingerprint, line, library.person('Di'), new Date());
    expect(attributed(film).filter((name) => name === 'Di')).toHaveLength(2);
    library.store.speakers.tellLine(fingerprint, line, library.person('Cy'), new Date());
    expect(attributed(film)).toEqual(order);
  });

  it('follow a speaker who is named in a line of the subtitles, until that is taken back', async () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    const before = attributed(film);
    let changes = 0;
    const writer = new LineWriter(library.store, async () => void changes++);
    const source = library.store.cues.firstSource(film)!;
    const { id, ...line } = library.store.cues.lines(film, source)[3]!;
    const named = { ...line, speakers: [{ name: 'Cy', confidence: 1 }] };
    const ground = speakerGround(library.store, film, faceModel);
    await writer.correct({ videoId: film, source, ids: [id], lines: [named] });
    expect(speakerGround(library.store, film, faceModel)).not.toBe(ground);
    expect(attributed(film)).toEqual(order);
    await writer.undo(film);
    expect(attributed(film)).toEqual(before);
    expect(changes).toBe(2);
  });

  it('are nobody new where a line is only said to be an unnamed voice’s', async () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    const writer = new LineWriter(library.store, () => Promise.resolve());
    const source = library.store.cues.firstSource(film)!;
    const { id, ...line } = library.store.cues.lines(film, source)[3]!;
    const named = { ...line, speakers: [{ name: 'Speaker 3', confidence: 1 }] };
    await writer.correct({ videoId: film, source, ids: [id], lines: [named] });
    expect(library.store.people.byName('Speaker 3')).toBeNull();
  });

  it('are not learned from lines over which somebody laughs or music plays', () => {
    const film = dialogue(order, ['Ada', 'Bo']);
    const exemplars = () =>
      library.store
        .transaction(() => attributeFilm(library.store, film, faceModel))
        .exemplars.map(({ index }) => index);
    expect(exemplars()).toContain(0);
    const { start } = lineOf(0);
    library.store.videos.replaceSounds(film, [{ start: start + 1, end: start + 1.5, kind: 'laughter' }]);
    expect(exemplars()).not.toContain(0);
    expect(exemplars()).toContain(1);
  });

  it('go with the person who is removed: the voice is nobody’s again', () => {
    const film = dialogue(order);
    attributed(film);
    const [voice] = voicesCalled(library.reader, '2');
    library.store.speakers.nameVoice(voice!.id, library.person('Bo'));
    attributed(film);
    library.store.people.remove(library.person('Bo'));
    expect(library.db.prepare('SELECT count(*) FROM voice_samples').pluck().get()).toBe(2);
    expect(attributed(film)).not.toContain('Bo');
  });

  it('are recognised in other films only when the user wants it', () => {
    const first = dialogue(order, ['Ada']);
    attributed(first);
    const second = dialogue(['Ada', 'Cy', 'Ada', 'Cy']);
    expect(attributed(second)).not.toContain('Ada');
    library.store.settings.set(voicesAcrossFilms, true);
    expect(attributed(second).filter((name) => name === 'Ada')).toHaveLength(2);
  });

  it('are forgotten with the film', () => {
    const film = dialogue(order);
    attributed(film);
    library.store.videos.remove(film);
    library.store.speakers.removeUnheard();
    expect(library.reader.speakers.voices()).toEqual([]);
  });

  it('are nobody in a film without sound or words, and unknown names are told with a remedy', () => {
    const film = library.film({});
    expect(attributed(film)).toEqual([]);
    expect(() => voicesCalled(library.reader, 'Speaker 9')).toThrow(/no voice called “Speaker 9”/);
  });
});
