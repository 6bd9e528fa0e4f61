import type { Utterance } from '../../src-main/api/contract.ts';

type Speaker = Utterance['speakers'][number];

/** A speaker who is less likely than this is not shown. */
const leastConfidence = 0.5;

/** Who speaks each cue, by the cue's number: everybody once, in the order of their first words. */
export function speakersByCue(utterances: readonly Utterance[]): Map<number, Speaker[]> {
  const byCue = new Map<number, Speaker[]>();
  for (const { cueId, speakers } of utterances) {
    if (cueId === null) continue;
    const own = byCue.get(cueId) ?? [];
    byCue.set(cueId, own);
    for (const speaker of speakers) {
      const isKnown = own.some(({ person, voice }) => person === speaker.person && voice === speaker.voice);
      if (!isKnown && speaker.confidence >= leastConfidence) own.push(speaker);
    }
  }
  return byCue;
}
