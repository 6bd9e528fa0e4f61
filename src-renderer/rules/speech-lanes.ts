import type { Utterance } from '../../src-main/api/contract.ts';
import { totalDuration, type Interval } from '../../src-main/domain/interval.ts';
import { shownSpeaker, speakerKey } from './speakers.ts';

/** When somebody speaks. */
export interface SpeechLane {
  readonly key: string;
  /** Null for a voice without a name. */
  readonly name: string | null;
  readonly number: number | null;
  readonly intervals: readonly Interval[];
}

/** A speaker who is less likely than this has no place in a lane. */
const leastConfidence = 0.5;

/** A lane for each speaker of a film, those who say most first; `most` at most. */
export function speechLanes(utterances: readonly Utterance[], most: number): SpeechLane[] {
  const said = utterances.flatMap(({ start, end, speakers }) =>
    speakers
      .filter(({ confidence }) => confidence >= leastConfidence)
      .map((speaker) => ({ start, end, speaker: shownSpeaker(speaker) })),
  );
  return [...Map.groupBy(said, ({ speaker }) => speakerKey(speaker))]
    .map(([key, own]) => ({
      key,
      name: own[0]!.speaker.name,
      number: own[0]!.speaker.number,
      intervals: own.map(({ start, end }) => ({ start, end })),
      seconds: totalDuration(own),
    }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, most)
    .map(({ key, name, number, intervals }) => ({ key, name, number, intervals }));
}
