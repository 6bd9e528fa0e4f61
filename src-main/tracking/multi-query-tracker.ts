import { areaOf, boxIou, sharedArea, type Box } from '../domain/box.ts';
import { cosine } from '../domain/vector.ts';
import { assign } from './assignment.ts';
import { Hypothesis, type Candidate, type Cover } from './hypothesis.ts';
import { bestAnswer, ratedCandidates, type RatedCandidate } from './query-answers.ts';
import { Track } from './track.ts';
import type { TrackerSettings } from './tracker-settings.ts';
import type {
  AppearanceDescriber,
  CandidateProposer,
  LocalSearch,
  Proposal,
  TrackingFrame,
} from './tracking-frame.ts';

/** What the tracker sees with. */
export interface TrackerParts {
  readonly proposer: CandidateProposer;
  readonly describer: AppearanceDescriber;
  /** Looks for things where no detector claims them; null to rely on the detector. */
  readonly search: LocalSearch | null;
}

/** A candidate must have so much support to be taken at all. */
const leastScore = 0.3;
/** Detections of at least so much confidence begin tracks. */
const newTrackConfidence = 0.5;
/** A detection that overlaps a track's place more is no new thing. */
const coveredIou = 0.4;
/** A detector's box this near to the predicted place saves searching. */
const foundPlace = 0.3;
/** Boxes that overlap more are claims of one thing. */
const sameBoxIou = 0.7;
/** Shares of a box up to which it counts as plain and as partly covered. */
const plainShare = 0.25;
const partlyShare = 0.6;
/** A begun track must be seen so often, the next time before so many seconds have passed, to stay. */
const leastSightings = 3;
const trialSeconds = 0.4;
/** Seconds after which a thing that is not seen is looked for in the whole frame. */
const lookAroundAfter = 0.3;
/** Seconds during which the place of a thing that is not seen is kept free of new tracks. */
const holdSeconds = 1;

interface Outlook {
  readonly hypothesis: Hypothesis;
  readonly rated: readonly RatedCandidate[];
}

/**
 * The multi-query tracker without training (MQT, chapter 2): frame by frame every track is asked for by place, by
 * appearance, by both and by what a detector sees; the answers are aggregated by gates, assigned one to one, and count
 * only when the appearance is confirmed. Frames are given in order of time, forwards or backwards.
 */
export class MultiQueryTracker {
  readonly #parts: TrackerParts;
  readonly #settings: TrackerSettings;
  #live: Track[] = [];
  readonly #all: Track[] = [];

  constructor(parts: TrackerParts, settings: TrackerSettings) {
    this.#parts = parts;
    this.#settings = settings;
  }

  /** Every track that was seen often enough, by the time of its first sighting. */
  get tracks(): readonly Track[] {
    return this.#all.filter(({ lead }) => lead.sightings.length >= leastSightings);
  }

  /** Begins to follow whatever the box holds. */
  async begin(frame: TrackingFrame, box: Box): Promise<Track> {
    const [candidate] = await this.#described(frame, [{ box, confidence: 1 }], 'search');
    return this.#beginTrack(frame, candidate!, 'plain');
  }

  /** Follows all tracks into the next frame and begins new ones where the detector sees something else. */
  async step(frame: TrackingFrame): Promise<void> {
    const proposals = await this.#parts.proposer.propose(frame);
    const detections = await this.#described(frame, proposals, 'detector');
    const outlooks = new Map<Track, Outlook[]>();
    for (const track of this.#live) {
      const seen: Outlook[] = [];
      for (const hypothesis of track.hypotheses) {
        seen.push(await this.#outlookOf(hypothesis, frame, detections));
      }
      outlooks.set(track, seen);
    }
    const taken = this.#assigned(outlooks);
    const claimed = new Set([...taken.values()].map(({ candidate }) => candidate));
    for (const track of this.#live) {
      const others = this.#boxesBeside(track, frame, detections);
      const see = (hypothesis: Hypothesis, { candidate, score }: RatedCandidate): void => {
        hypothesis.see(frame, candidate, score, coverOf(candidate.box, others));
      };
      // What another track is sure of is no rival's place.
      const free = outlooks.get(track)!.map(({ hypothesis, rated }) => ({
        hypothesis,
        rated: rated.filter((each) => each === taken.get(track) || !claimed.has(each.candidate)),
      }));
      this.#advance(track, frame.index, free, taken.get(track), see);
    }
    this.#beginNew(frame, detections, claimed);
    this.#forgetLost(frame);
  }

  /** The film has ended: what is still in doubt is decided. */
  end(): void {
    for (const track of this.#live) track.decide();
    this.#live = [];
  }

  async #outlookOf(
    hypothesis: Hypothesis,
    frame: TrackingFrame,
    detections: readonly Candidate[],
  ): Promise<Outlook> {
    const rate = (candidates: readonly Candidate[]): RatedCandidate[] =>
      ratedCandidates(hypothesis, candidates, frame.time, this.#settings);
    const rated = rate(detections);
    const isFound = rated.some((each) => this.#isConfirmed(each) && (each.supports.pos ?? 0) >= foundPlace);
    if (isFound || !hypothesis.target) return { hypothesis, rated };
    const searched = await this.#described(frame, this.#searched(hypothesis, frame), 'search');
    const all = [...rated, ...rate(searched)];
    if (all.some((each) => this.#isDoubtful(each))) hypothesis.doubt(frame.time);
    return { hypothesis, rated: all };
  }

  /** What the search finds: near the predicted place for `pos`, and in the whole frame for `id` once the thing is lost. */
  #searched(hypothesis: Hypothesis, frame: TrackingFrame): Proposal[] {
    const { target, last } = hypothesis;
    const { queries } = this.#settings;
    if (!target) return [];
    const found: Proposal[] = [];
    const asksForPlace = queries.includes('pos') || queries.includes('both');
    const near = asksForPlace ? target.find(frame, hypothesis.predicted(frame.time)) : null;
    if (near) found.push(near);
    const isLost = hypothesis.unseenSeconds(frame.time) > lookAroundAfter;
    if (isLost && queries.includes('id')) found.push(...target.lookAround(frame, last.box));
    return found;
  }

  /** Whether it is at the thing's place and would be the thing if it did not look less like it than usual. */
  #isDoubtful({ isTrusted, likeness, supports }: RatedCandidate): boolean {
    return !isTrusted && likeness >= this.#settings.tauConf && (supports.pos ?? 0) >= foundPlace;
  }

  #isConfirmed({ likeness, score, isAgreed, isTrusted }: RatedCandidate): boolean {
    const { tauConf, tauAgree } = this.#settings;
    return isTrusted && likeness >= (isAgreed ? tauConf - tauAgree : tauConf) && score >= leastScore;
  }

  /** The candidate of each track's leading hypothesis, one to one; what a search found belongs to its own track. */
  #assigned(outlooks: ReadonlyMap<Track, readonly Outlook[]>): Map<Track, RatedCandidate> {
    const leads = [...outlooks].map(([track, [lead]]) => ({ track, rated: lead!.rated }));
    const candidates = [...new Set(leads.flatMap(({ rated }) => rated.map(({ candidate }) => candidate)))];
    const scores = leads.map(({ rated }) => {
      const own = new Map(rated.map((each) => [each.candidate, each]));
      return candidates.map((candidate) => {
        const each = own.get(candidate);
        return each && this.#isConfirmed(each) ? each.score : null;
      });
    });
    const taken = new Map<Track, RatedCandidate>();
    assign(scores).forEach((column, row) => {
      const { track, rated } = leads[row]!;
      const each = rated.find(({ candidate }) => candidate === candidates[column]);
      if (each) taken.set(track, each);
    });
    return withoutDoubles(taken);
  }

  #advance(
    track: Track,
    index: number,
    outlooks: readonly Outlook[],
    taken: RatedCandidate | undefined,
    see: (hypothesis: Hypothesis, candidate: RatedCandidate) => void,
  ): void {
    const [lead, ...others] = outlooks;
    const most = this.#settings.hypotheses;
    const rivals = most > 1 && lead ? this.#rivals(lead, taken) : [];
    for (const rated of rivals) {
      if (track.hypotheses.length === 1) track.lead.settle();
      const rival = lead!.hypothesis.parted();
      see(rival, rated);
      track.add(rival);
    }
    for (const { hypothesis, rated } of others) {
      const best = this.#best(rated);
      if (best) see(hypothesis, best);
    }
    if (taken) see(track.lead, taken);
    if (track.hypotheses.length === 1) return;
    track.prune(index, most);
    if (rivals.length === 0) track.decide();
  }

  /** Where everything else is, as far as it is known before the tracks have moved on. */
  #boxesBeside(track: Track, frame: TrackingFrame, detections: readonly Candidate[]): Box[] {
    const tracked = this.#live
      .filter((other) => other !== track && other.lead.unseenSeconds(frame.time) <= holdSeconds)
      .map(({ lead }) => lead.predicted(frame.time));
    return [...detections.map(({ box }) => box), ...tracked];
  }

  /**
   * Further candidates that may be the thing, while the answers to `pos` and `id` are not alike; none while they agree
   * (MQT, section 2.3.3, leveraging multiple queries).
   */
  #rivals({ rated }: Outlook, taken: RatedCandidate | undefined): RatedCandidate[] {
    const place = bestAnswer(rated, 'pos');
    const look = bestAnswer(rated, 'id');
    if (!place || !look || place.candidate === look.candidate) return [];
    const distance = 1 - cosine(place.candidate.appearance, look.candidate.appearance);
    if (distance < this.#settings.tauAgree) return [];
    return rated
      .filter((each) => each !== taken && this.#isConfirmed(each))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, this.#settings.hypotheses - 1);
  }

  #best(rated: readonly RatedCandidate[]): RatedCandidate | null {
    const confirmed = rated.filter((each) => this.#isConfirmed(each));
    return confirmed.toSorted((a, b) => b.score - a.score)[0] ?? null;
  }

  #beginNew(frame: TrackingFrame, detections: readonly Candidate[], taken: ReadonlySet<Candidate>): void {
    const held = this.#live
      .filter(({ lead }) => lead.unseenSeconds(frame.time) <= holdSeconds)
      .map(({ lead }) => lead.predicted(frame.time));
    for (const detection of detections) {
      if (taken.has(detection) || detection.confidence < newTrackConfidence) continue;
      if (held.some((box) => boxIou(box, detection.box) > coveredIou)) continue;
      const others = [...detections.map(({ box }) => box), ...held];
      this.#beginTrack(frame, detection, coverOf(detection.box, others));
    }
  }

  #beginTrack(frame: TrackingFrame, candidate: Candidate, cover: Cover): Track {
    const target = this.#parts.search?.target(frame, candidate.box) ?? null;
    const first = Hypothesis.beginning(frame, candidate, cover, this.#settings.memory, target);
    const track = new Track(this.#all.length + 1, first);
    this.#live.push(track);
    this.#all.push(track);
    return track;
  }

  #forgetLost({ time }: TrackingFrame): void {
    this.#live = this.#live.filter((track) => {
      const { lead } = track;
      const isTried = lead.remembers && lead.sightings.length >= leastSightings;
      const isLive = lead.unseenSeconds(time) <= (isTried ? this.#settings.patienceSeconds : trialSeconds);
      if (!isLive) track.decide();
      return isLive;
    });
  }

  async #described(
    frame: TrackingFrame,
    proposals: readonly Proposal[],
    source: Candidate['source'],
  ): Promise<Candidate[]> {
    const appearances = await this.#parts.describer.describe(
      frame,
      proposals.map(({ box }) => box),
    );
    return proposals.map((proposal, index) => ({ ...proposal, source, appearance: appearances[index]! }));
  }
}

/** How much of a box the others cover, each for itself; claims of the same thing left out. */
function coverOf(box: Box, others: readonly Box[]): Cover {
  const shares = others
    .filter((other) => boxIou(other, box) <= sameBoxIou)
    .map((other) => sharedArea(other, box) / areaOf(box));
  const most = Math.max(0, ...shares);
  return most < plainShare ? 'plain' : most < partlyShare ? 'partly' : 'mostly';
}

/** What a search finds where another track is already is that other thing. */
function withoutDoubles(taken: ReadonlyMap<Track, RatedCandidate>): Map<Track, RatedCandidate> {
  const kept = new Map<Track, RatedCandidate>();
  const isDetected = ({ candidate }: RatedCandidate): number => (candidate.source === 'detector' ? 1 : 0);
  const sorted = [...taken].toSorted(([, a], [, b]) => isDetected(b) - isDetected(a) || b.score - a.score);
  for (const [track, each] of sorted) {
    const { box } = each.candidate;
    const isFree = [...kept.values()].every(({ candidate }) => boxIou(candidate.box, box) <= coveredIou);
    if (isFree || isDetected(each)) kept.set(track, each);
  }
  return kept;
}
