import { describe, expect, it } from 'vitest';
import { fitVoice, poolGaussian } from '../../../../src-main/indexing/voices/voice-gaussian.ts';
import { voicePath } from '../../../../src-main/indexing/voices/voice-path.ts';
import { totalVoice } from '../../../../src-main/indexing/voices/voice-sum.ts';
import { MadeVoices } from '../../../fixtures/made-voices.ts';

describe('the path of voices', () => {
  const made = new MadeVoices(41);
  const voices = [made.speak('Ada', 300), made.speak('Bo', 300)];
  const pool = poolGaussian(totalVoice(voices))!;
  const models = voices.map((voice) => fitVoice(voice, pool));
  const frames = (voice: string, from: number, count: number) =>
    made.frames(voice, count).map((values, at) => ({ time: from + at * 0.02, values }));

  it('changes where another voice goes on', () => {
    const path = voicePath([...frames('Ada', 0, 50), ...frames('Bo', 1, 50)], models);
    expect([...path]).toEqual([...Array<number>(50).fill(0), ...Array<number>(50).fill(1)]);
  });

  it('stays within a word where a few frames sound like somebody else’s, and changes for them between pauses', () => {
    const within = [...frames('Ada', 0, 50), ...frames('Bo', 1, 16), ...frames('Ada', 1.32, 50)];
    expect(new Set(voicePath(within, models))).toEqual(new Set([0]));
    const apart = [...frames('Ada', 0, 50), ...frames('Bo', 2, 16), ...frames('Ada', 4, 50)];
    expect([...voicePath(apart, models).slice(49, 67)]).toEqual([0, ...Array<number>(16).fill(1), 0]);
  });
});
