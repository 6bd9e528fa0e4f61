/** By track, whether it shows the person who is asked about. */
export type FaceAnswers = ReadonlyMap<number, boolean>;

export const noAnswers: FaceAnswers = new Map();

/** The answers with one more; the same answer given twice is taken back. */
export function withAnswer(answers: FaceAnswers, track: number, shows: boolean): FaceAnswers {
  const others = [...answers].filter(([other]) => other !== track);
  return answers.get(track) === shows ? new Map(others) : new Map([...others, [track, shows]]);
}
