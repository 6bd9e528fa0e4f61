/** What a tracked thing is asked for in every frame (MQT, section 2.3.1). */
export const queryKinds = ['det', 'id', 'pos', 'both'] as const;
export type QueryKind = (typeof queryKinds)[number];

/**
 * Appearances that a track remembers: 1 is the last one, more are the first and as many of the last as fit
 * (MQT, Table 2.6a).
 */
export type MemorySize = 1 | 2 | 3 | 6;

/** How the tracker works; each part can be switched off to see what it is worth. */
export interface TrackerSettings {
  readonly queries: readonly QueryKind[];
  readonly memory: MemorySize;
  /** Most hypotheses of one track at a time; 1 keeps none beside the leading one. */
  readonly hypotheses: number;
  /** Whether a pass from the end to the beginning confirms the first one (MQT, section 2.6.4). */
  readonly backwardPass: boolean;
  /**
   * Whether what both passes agree on is joined anew over the whole sequence; without it the tracks of the first pass
   * stand that the second one confirms.
   */
  readonly joining: boolean;
  /** Whether stretches in which a thing was not seen are filled between two sightings. */
  readonly fillGaps: boolean;
  /** Whether trails go on over the picture's edges and for a moment behind others. */
  readonly extension: boolean;
  /** Whether boxes are put where those shortly before and after say. */
  readonly smoothing: boolean;
  /** Cosine with the memory from which a candidate counts as the thing itself, and two stretches of tracks as one's. */
  readonly tauConf: number;
  /** Cosine distance between the answers to `pos` and `id` from which further hypotheses are kept. */
  readonly tauAgree: number;
  /** Seconds for which a lost thing is looked for. */
  readonly patienceSeconds: number;
}

/**
 * Note: the thresholds
 * The thesis has 0.65 to 0.85 for tau_conf and 0.05 to 0.2 for tau_agree (Table 2.7), searched for each data set. These
 * are searched on drawn films with seeds below 1000, for the appearance that needs no model.
 */
export const defaultSettings: TrackerSettings = {
  queries: queryKinds,
  memory: 6,
  hypotheses: 5,
  backwardPass: true,
  joining: true,
  fillGaps: true,
  extension: true,
  smoothing: true,
  tauConf: 0.9,
  tauAgree: 0.06,
  patienceSeconds: 5,
};

/** For appearances by a model that knows people again: its cosines are lower, of the same person and of two. */
export const modelSettings: TrackerSettings = { ...defaultSettings, tauConf: 0.6, tauAgree: 0.1 };
