import { describe, expect, it } from 'vitest';
import { speakersByCue } from '../../../src-main/domain/told-speakers.ts';

const speaker = (person: string | null, voice: number | null, confidence = 0.9) => ({
  ...{ person, voice, number: voice, confidence, evidence: 'voice' as const },
});
const line = (cueId: number | null, ...speakers: ReturnType<typeof speaker>[]) => ({
  ...{ start: 0, end: 1, text: null, cueId, speakers },
});

describe('the speakers of a line', () => {
  it('are all of its utterances’, each once, without those who are hardly likely', () => {
    const found = speakersByCue(
      [
        line(1, speaker('Ada', null)),
        line(1, speaker(null, 3), speaker('Ada', null)),
        line(2, speaker('Bo', null, 0.4)),
        line(null, speaker('Cy', null)),
      ],
      ({ person }) => person,
    );
    expect(found.get(1)!.map(({ person, number }) => person ?? number)).toEqual(['Ada', 3]);
    expect(found.get(2)).toEqual([]);
    expect(found.size).toBe(2);
  });
});
