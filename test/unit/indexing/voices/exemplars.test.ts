import { describe, expect, it } from 'vitest';
import {
  findExemplars,
  isSpeaking,
  isStill,
  onlySpeaker,
} from '../../../../src-main/indexing/voices/exemplars.ts';
import { poolGaussian } from '../../../../src-main/indexing/voices/voice-gaussian.ts';
import { totalVoice } from '../../../../src-main/indexing/voices/voice-sum.ts';
import { heard, MadeVoices, mouth } from '../../../fixtures/made-voices.ts';

describe('the visible speaker', () => {
  it('is the one mouth that moves', () => {
    expect(onlySpeaker([mouth('person:1', 0.001), mouth('person:2', 0.03)])?.label).toBe('person:2');
  });

  it('is nobody when no mouth moves, two do, or the mouth moves as much in silence', () => {
    expect(onlySpeaker([])).toBeNull();
    expect(onlySpeaker([mouth('person:1', 0.002)])).toBeNull();
    expect(onlySpeaker([mouth('person:1', 0.03), mouth('person:2', 0.02)])).toBeNull();
    expect(onlySpeaker([mouth('person:1', 0.03, 0.025)])).toBeNull();
    expect(onlySpeaker([mouth('person:1', 0.03, null)])?.label).toBe('person:1');
  });
});

describe('the visible speaker, where a model of active speakers has looked', () => {
  const seen = (label: `person:${number}`, speaking: number | null, movement = 0.01) => ({
    ...mouth(label, movement, 0.01),
    speaking,
  });

  it('is the one face that the model sees speaking, however mouths move', () => {
    expect(onlySpeaker([seen('person:1', 0.9, 0.001), seen('person:2', 0.1, 0.03)])?.label).toBe('person:1');
    expect(isSpeaking(seen('person:1', 0.9, 0.001))).toBe(true);
    expect(isStill(seen('person:2', 0.1, 0.03))).toBe(true);
  });

  it('is nobody where it sees nobody speak, two, or one it is not sure of beside the speaker', () => {
    expect(onlySpeaker([seen('person:1', 0.4)])).toBeNull();
    expect(onlySpeaker([seen('person:1', 0.9), seen('person:2', 0.8)])).toBeNull();
    expect(onlySpeaker([seen('person:1', 0.9), seen('person:2', 0.3)])).toBeNull();
  });

  it('is nobody beside a moving mouth that the model has not seen', () => {
    expect(onlySpeaker([seen('person:1', 0.9), seen('person:2', null, 0.02)])).toBeNull();
    expect(onlySpeaker([seen('person:1', 0.9), seen('person:2', null, 0.001)])?.label).toBe('person:1');
  });
});

describe('exemplars', () => {
  const made = new MadeVoices(11);

  it('are kept where the five that sound most alike are the same person’s', () => {
    const ada = Array.from({ length: 8 }, (_, line) =>
      heard(line * 3, made.speak('Ada'), [mouth('person:1', 0.03)]),
    );
    const bo = Array.from({ length: 8 }, (_, line) =>
      heard(30 + line * 3, made.speak('Bo'), [mouth('person:2', 0.03)]),
    );
    // Bo is heard from off screen while Ada chews.
    const wrong = heard(60, made.speak('Bo'), [mouth('person:1', 0.03)]);
    const lines = [...ada, ...bo, wrong];
    const pool = poolGaussian(totalVoice(lines.map(({ voice }) => voice)))!;
    const { exemplars, yield: left } = findExemplars(lines, pool);
    expect(left).toMatchObject({ utterances: 17, oneSpeaker: 17, named: 17 });
    expect(exemplars.some(({ index }) => index === 16)).toBe(false);
    expect(exemplars.filter(({ label }) => label === 'person:1')).toHaveLength(8);
  });

  it('are none of lines with laughter, of faces that are not sure, or with too little voice', () => {
    const speaks = [mouth('person:1', 0.03)];
    const lines = [
      { ...heard(0, made.speak('Ada'), speaks), isClean: false },
      heard(3, made.speak('Ada'), [{ ...speaks[0]!, certainty: 0.5 }]),
      heard(6, made.speak('Ada'), [mouth(null, 0.03)]),
      heard(9, made.speak('Ada', 5), speaks),
      heard(12, made.speak('Ada'), speaks),
    ];
    const pool = poolGaussian(totalVoice(lines.map(({ voice }) => voice)))!;
    expect(findExemplars(lines, pool)).toEqual({
      exemplars: [{ index: 4, label: 'person:1' }],
      yield: { utterances: 5, oneSpeaker: 3, named: 1, filtered: 1 },
    });
  });
});
