/** What a learned head takes and gives: rows of numbers, as many as there are things to judge. */
export interface SlotContract {
  /** What each number of a row is, in the graph's order; its input is called `rows`, `[n, length]`, float32. */
  readonly takes: readonly string[];
  /** The same of its output, called `judged`, `[n, length]`, float32, each 0..1. */
  readonly gives: readonly string[];
}

/**
 * The places in the search for learned heads. Each does by training what a rule does without; docs/model-slots.md
 * describes them for who trains one.
 */
export const slotContracts = {
  /** PREM's modality-specific pooling: what each word of a query asks of the picture and of the dialogue. */
  'word-weights': {
    takes: [
      'the picture encoder knows the word: 0 or 1',
      'lines of dialogue that hold it, of a hundred at most: 0..1',
      'weight for the picture by rule: 0..1',
      'weight for the dialogue by rule: 0..1',
      'place in the text: 0 the first word, 1 the last',
    ],
    gives: ['weight for the picture', 'weight for the dialogue'],
  },
  /** C2F's span predictor: in which half second a moment begins and ends. Rows are steps of a film, in time order. */
  'span-predictor': {
    takes: [
      'how well the step answers everything asked for: 0..1',
      'how well it answers the words, whoever is there: 0..1',
      'a shot begins here: 0 or 1',
      'a person or phrase asked for comes or goes here: 0 or 1',
      'inside the span by rule: 0 or 1',
      'the start that was chosen is here: 0 or 1; 0 everywhere while it is asked for',
    ],
    gives: ['the moment begins with the step', 'the moment ends with the step'],
  },
  /** A cross-modal re-ranker of the moments that were found. */
  're-ranker': {
    takes: [
      'certainty by rule: 0..1',
      'the surest face: 0..1',
      'the surest picture: 0..1',
      'the best line: 0..1',
      'length in minutes',
      'words for which nothing speaks',
    ],
    gives: ['certainty'],
  },
} as const satisfies Readonly<Record<string, SlotContract>>;

export type SlotName = keyof typeof slotContracts;
