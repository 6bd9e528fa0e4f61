import { afterEach, beforeEach, expect, test } from 'vitest';
import { spokenLines } from '../../../src-main/subtitles/film-lines.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';

let library: WrittenLibrary;
beforeEach(() => {
  library = new WrittenLibrary();
});
afterEach(() => library.close());

const said = (text: string, start: number) => ({ text, start, end: start + 1, source: 'a.srt' });

test('a line is said by whom somebody names, or else by whom the voices tell', () => {
  const { store, reader } = library;
  const film = library.film({ cues: [said('one', 0), said('two', 2), said('three', 4), said('four', 6)] });
  const ids = reader.cues.lines(film, 'a.srt').map(({ id }) => id);
  const ada = library.person('Ada');
  const voice = store.speakers.addVoice(null);
  const by = (personId: number | null, voiceId: number | null, confidence: number) => ({
    ...{ personId, voiceId, confidence },
    evidence: 'voice' as const,
  });
  store.speakers.replaceUtterances(film, [
    { start: 0, end: 0.5, cueId: ids[0]!, speakers: [by(ada, null, 1)] },
    { start: 0.5, end: 1, cueId: ids[0]!, speakers: [by(ada, null, 0.9)] },
    { start: 2, end: 3, cueId: ids[1]!, speakers: [by(null, voice, 0.8)] },
    { start: 4, end: 5, cueId: ids[2]!, speakers: [by(ada, null, 0.3)] },
    { start: 6, end: 7, cueId: ids[3]!, speakers: [by(ada, null, 0.9)] },
  ]);
  store.cues.replaceLines(film, 'a.srt', [ids[3]!], [
    { start: 6, end: 7, text: 'four', kind: 'speech', speakers: [{ name: 'Bo', confidence: 1 }] },
  ]); // prettier-ignore
  expect(spokenLines(reader, film, 'a.srt').map(({ speakers }) => speakers)).toEqual([
    [{ name: 'Ada', confidence: 0.99 }],
    [{ name: 'Speaker 1', confidence: 0.8 }],
    [],
    [{ name: 'Bo', confidence: 1 }],
  ]);
  store.speakers.nameVoice(voice, ada);
  expect(spokenLines(reader, film, 'a.srt')[1]!.speakers).toEqual([{ name: 'Ada', confidence: 0.8 }]);
});
