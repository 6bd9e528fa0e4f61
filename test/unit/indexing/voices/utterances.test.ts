import { describe, expect, it } from 'vitest';
import { utterancesOfCues, utterancesOfSpeech } from '../../../../src-main/indexing/voices/utterances.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';

const cue = (id: number, start: number, end: number, text: string) => ({ id, start, end, text });

describe('utterances of subtitles', () => {
  it('are the cues in time order, without those in which nobody speaks', () => {
    const cues = [
      cue(2, 5, 6, 'Yes.'),
      cue(1, 1, 2, 'Did you?'),
      cue(3, 7, 8, '[laughter]'),
      cue(4, 9, 10, '♪ La la ♪'),
    ];
    expect(utterancesOfCues(cues)).toEqual([
      { start: 1, end: 2, cueId: 1 },
      { start: 5, end: 6, cueId: 2 },
    ]);
  });

  it('are as many as a cue has lines with dashes, each as long as its text is', () => {
    expect(utterancesOfCues([cue(1, 0, 4, '- Yes!\n- Nope')])).toEqual([
      { start: 0, end: 2, cueId: 1 },
      { start: 2, end: 4, cueId: 1 },
    ]);
    expect(utterancesOfCues([cue(1, 0, 4, 'one line\n- and the next')])).toHaveLength(1);
  });
});

describe('utterances of speech without words', () => {
  const made = new MadeVoices(21);
  const frames = (voice: string, from: number, count: number) =>
    made.frames(voice, count).map((values, at) => ({ time: from + at * 0.02, values }));

  it('are divided where another voice goes on', () => {
    const heard = [...frames('Ada', 0, 100), ...frames('Bo', 2, 100), ...frames('Ada', 10, 60)];
    const found = utterancesOfSpeech(
      [
        { start: 0, end: 4 },
        { start: 10, end: 11.2 },
      ],
      heard,
    );
    expect(found).toHaveLength(3);
    expect(found[0]!.end).toBeCloseTo(2, 0);
    expect(found[1]!.start).toBe(found[0]!.end);
    expect(found[2]).toEqual({ start: 10, end: 11.2, cueId: null });
  });

  it('are the stretches of speech where hardly a voice is heard, and none in silence', () => {
    expect(utterancesOfSpeech([{ start: 1, end: 2 }], [])).toEqual([{ start: 1, end: 2, cueId: null }]);
    expect(utterancesOfSpeech([], [])).toEqual([]);
  });
});
