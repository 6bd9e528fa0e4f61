import { describe, expect, it } from 'vitest';
import type { Cue, Utterance } from '../../../src-main/api/contract.ts';
import { dialogueRows } from '../../../src-renderer/rules/dialogue-rows.ts';
import { speechLanes } from '../../../src-renderer/rules/speech-lanes.ts';
import { speakerCalled, voiceHue } from '../../../src-renderer/rules/speakers.ts';

const cue = (id: number, given: Partial<Cue> = {}): Cue => ({
  ...{ id, start: id, end: id + 1, text: `line ${id}`, kind: 'speech', speakers: [], source: 'a.srt' },
  ...given,
});

function utterance(cueId: number | null, person: string | null, number: number | null): Utterance {
  const speaker = { person, voice: number, number, confidence: 0.9, evidence: 'voice' as const };
  return { start: 1, end: 2, cueId, text: null, speakers: [speaker] };
}

describe('the dialogue of a film', () => {
  it('is spoken by whom the file names, or else by whom the voices tell; a sound by nobody', () => {
    const cues = [
      cue(1, { speakers: [{ name: 'Ada', confidence: 1 }] }),
      cue(2),
      cue(3),
      cue(4, { kind: 'sound', text: 'laughter' }),
    ];
    const utterances = [utterance(1, 'Bo', null), utterance(2, null, 3), utterance(4, 'Bo', null)];
    const rows = dialogueRows({ cues, utterances });
    expect(rows.map(({ speakers }) => speakers.map(({ name, number }) => name ?? number))).toEqual([
      ['Ada'],
      [3],
      [],
      [],
    ]);
    expect(rows[3]).toMatchObject({ text: '[laughter]', isSaid: false });
  });

  it('is what voices say where no subtitles are known', () => {
    const rows = dialogueRows({ cues: [], utterances: [utterance(null, null, 2)] });
    expect(rows).toEqual([
      {
        ...{ id: 0, start: 1, end: 2, text: null, isSaid: true },
        speakers: [{ name: null, number: 2, confidence: 0.9 }],
      },
    ]);
  });
});

describe('a speaker of subtitles', () => {
  it('is a voice without a name only where a voice tells it', () => {
    expect(speakerCalled({ name: 'Speaker 12', confidence: 0.8 })).toMatchObject({ name: null, number: 12 });
    expect(speakerCalled({ name: 'Speaker 12', confidence: 1 })).toMatchObject({ name: 'Speaker 12' });
    expect(speakerCalled({ name: 'Ada', confidence: 0.8 })).toMatchObject({ name: 'Ada', number: null });
  });

  it('keeps the same hue for one number', () => {
    expect([1, 12, 13].map(voiceHue)).toEqual([11, 0, 11]);
  });
});

describe('the lanes of speech', () => {
  it('are one a speaker, those who say most first, without whom hardly anything tells', () => {
    const doubtful = { ...utterance(9, 'Cy', null) };
    const unsure = { ...doubtful, speakers: [{ ...doubtful.speakers[0]!, confidence: 0.2 }] };
    const said = [
      utterance(1, 'Ada', null),
      { ...utterance(2, null, 3), start: 4, end: 9 },
      utterance(3, 'Ada', null),
      unsure,
    ];
    const lanes = speechLanes(said, 9);
    expect(lanes.map(({ name, number, intervals }) => [name ?? number, intervals.length])).toEqual([
      [3, 1],
      ['Ada', 2],
    ]);
    expect(speechLanes(said, 1)).toHaveLength(1);
  });
});
