/** Somebody whom a voice or a mouth tells: a person, or else the number of a voice that nobody has named. */
interface ToldSpeaker {
  readonly number: number | null;
  /** 0..1 */
  readonly confidence: number;
}

interface ToldUtterance<S> {
  readonly cueId: number | null;
  readonly speakers: readonly S[];
}

/** A speaker who is less likely than this is not named. */
const leastConfidence = 0.5;

/** Who speaks each cue, by the cue's number: everybody once, in the order of their first words. */
export function speakersByCue<S extends ToldSpeaker>(
  utterances: readonly ToldUtterance<S>[],
  nameOf: (speaker: S) => string | null,
): Map<number, S[]> {
  const byCue = new Map<number, S[]>();
  for (const { cueId, speakers } of utterances) {
    if (cueId === null) continue;
    const own = byCue.get(cueId) ?? [];
    byCue.set(cueId, own);
    for (const speaker of speakers) {
      const isKnown = own.some(
        (other) => nameOf(other) === nameOf(speaker) && other.number === speaker.number,
      );
      if (!isKnown && speaker.confidence >= leastConfidence) own.push(speaker);
    }
  }
  return byCue;
}
