import { describe, expect, it } from 'vitest';
import { utterancesOfCues } from '../../../../src-main/indexing/voices/utterances.ts';

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
      { start: 1, end: 2, cueId: 1, voiceNumber: null },
      { start: 5, end: 6, cueId: 2, voiceNumber: null },
    ]);
  });

  it('are as many as a cue has lines with dashes, each as long as its text is', () => {
    expect(utterancesOfCues([cue(1, 0, 4, '- Yes!\n- Nope')])).toEqual([
      { start: 0, end: 2, cueId: 1, voiceNumber: null },
      { start: 2, end: 4, cueId: 1, voiceNumber: null },
    ]);
    expect(utterancesOfCues([cue(1, 0, 4, 'one line\n- and the next')])).toHaveLength(1);
  });
});
