import type { Interval } from '../../domain/interval.ts';
import { frameSeconds } from '../../models/voice-frames.ts';
import type { KeptFrame } from '../../store/voice-frame-code.ts';
import type { VoiceWindow } from '../../store/voice-window-code.ts';
import type { DescribedVoices } from '../../store/voice-table.ts';
import { learnedOf, learnedWithin } from './learned-voice.ts';
import type { Utterance } from './utterances.ts';
import { joinVoices } from './voice-clusters.ts';
import { piecesOfSpeech } from './voice-changes.ts';
import { fitVoice, poolGaussian, type VoiceGaussian } from './voice-gaussian.ts';
import { voicePath } from './voice-path.ts';
import { voiceOf, type VoiceSum } from './voice-sum.ts';

// Note: why voices are joined twice
// A distance between short pieces says as much of their words as of their voices: in drawn dialogues, two pieces of one
// voice lie up to 5 nats a frame apart and two voices from 3 on. So pieces are first joined only where they are much
// alike, which leaves several clusters a voice and none of two voices. Dividing the frames anew between these clusters
// cleans them, and then, of a second or more each, one voice's and two voices' distances hardly overlap.

/** Pieces with fewer voiced frames start no voice, and nor do clusters with fewer (1.2 s). */
const leastOfPiece = 20;
const leastOfVoice = 60;
/** Which pieces are one voice beyond doubt, and which clean clusters are. */
const surelyOne = { furthest: 1.5, penalty: 0 };
const oneVoice = { furthest: 3.2, penalty: 120 };
/** How often the frames are divided anew between the voices, before clusters are joined and after each time. */
const divisions = 3;
const divisionsAfter = 2;
const joinings = 2;

/** Speech is heard a little longer than it is found; and a pause that is no longer than this ends no turn, in seconds (Rich Transcription 2009, section 4). */
const room = 0.1;
const pause = 0.3;

/**
 * The turns of speech without words: who speaks when, by voice alone. `speech` and `frames` are in time order.
 *
 * @param described what a speaker embedder makes of the speech: it tells then which pieces are one voice, while turns
 *   still end where the frames say
 */
export function diarise(
  speech: readonly Interval[],
  frames: readonly KeptFrame[],
  described: DescribedVoices | null = null,
): Utterance[] {
  const pool = poolGaussian(sumOf(frames));
  const voices = pool ? voicesIn(speech, { frames, described }, pool) : [];
  const path = pool && voices.length > 0 ? voicePath(frames, modelsOf(voices, pool)) : null;
  return joinPauses(withRoom(turnsOf(speech, frames, path)));
}

/** What is kept of a film's sound. */
interface HeardSound {
  readonly frames: readonly KeptFrame[];
  readonly described: DescribedVoices | null;
}

function voicesIn(speech: readonly Interval[], sound: HeardSound, pool: VoiceGaussian): VoiceSum[] {
  const pieces = piecesOfSpeech(speech, sound.frames, pool)
    .filter(({ length }) => length >= leastOfPiece)
    .map((piece) => withLearned(piece, sound.described));
  let voices = divided(
    joinVoices(pieces, pool, surelyOne).map(({ voice }) => voice),
    sound,
    pool,
    divisions,
  );
  for (let joining = 0; joining < joinings; joining++) {
    const joined = joinVoices(voices, pool, oneVoice).map(({ voice }) => voice);
    voices = divided(joined, sound, pool, divisionsAfter);
  }
  return voices;
}

function withLearned(piece: readonly KeptFrame[], described: DescribedVoices | null): VoiceSum {
  const stretch = { start: piece[0]!.time, end: piece.at(-1)!.time + frameSeconds };
  return { ...sumOf(piece), learned: described && learnedWithin(described, stretch) };
}

/** Voices with the frames that are likelier theirs than any other's; those that are hardly heard are left out. */
function divided(
  voices: readonly VoiceSum[],
  { frames, described }: HeardSound,
  pool: VoiceGaussian,
  times: number,
): VoiceSum[] {
  let kept = longEnough(voices);
  for (let time = 0; time < times && kept.length > 0; time++) {
    const path = voicePath(frames, modelsOf(kept, pool));
    const windows = described && windowsOf(described, frames, path);
    kept = longEnough(
      kept.map((_, voice) => ({
        ...sumOf(frames.filter((_frame, at) => path[at] === voice)),
        learned: described && learnedOf({ ...described, windows: windows?.get(voice) ?? [] }),
      })),
    );
  }
  return kept;
}

/** The windows in which one voice alone is heard, by its place. */
function windowsOf(
  { windows }: DescribedVoices,
  frames: readonly KeptFrame[],
  path: Int32Array,
): Map<number | null, VoiceWindow[]> {
  let from = 0;
  return Map.groupBy(windows, ({ start, end }) => {
    while (from < frames.length && frames[from]!.time < start) from++;
    const heard = new Set<number>();
    for (let at = from; at < frames.length && frames[at]!.time < end; at++) heard.add(path[at]!);
    const [only] = heard;
    return heard.size === 1 ? only! : null;
  });
}

/** Of voices that are all hardly heard the one that is heard most is left. */
function longEnough(voices: readonly VoiceSum[]): VoiceSum[] {
  const kept = voices.filter(({ count }) => count >= leastOfVoice);
  return kept.length > 0 ? kept : voices.toSorted((a, b) => b.count - a.count).slice(0, 1);
}

function modelsOf(voices: readonly VoiceSum[], pool: VoiceGaussian): VoiceGaussian[] {
  return voices.map((voice) => fitVoice(voice, pool));
}

function sumOf(frames: readonly KeptFrame[]): VoiceSum {
  return voiceOf(frames.map(({ values }) => values));
}

/** Each stretch of speech, divided between the frames where another voice goes on. */
function turnsOf(
  speech: readonly Interval[],
  frames: readonly KeptFrame[],
  path: Int32Array | null,
): Utterance[] {
  let at = 0;
  return speech.flatMap(({ start, end }) => {
    const turns: Utterance[] = [];
    let from = start;
    while (at < frames.length && frames[at]!.time < start) at++;
    const first = at;
    for (; at < frames.length && frames[at]!.time < end; at++) {
      if (at === first || !path || path[at] === path[at - 1]) continue;
      const edge = (frames[at - 1]!.time + frames[at]!.time) / 2;
      turns.push({ start: from, end: edge, cueId: null, voiceNumber: path[at - 1]! });
      from = edge;
    }
    const voiceNumber = path && at > first ? path[at - 1]! : null;
    return [...turns, { start: from, end, cueId: null, voiceNumber }];
  });
}

function withRoom(turns: readonly Utterance[]): Utterance[] {
  return turns.map((turn, index) => {
    const before = index > 0 ? turns[index - 1]!.end : -turn.start;
    const after = turns[index + 1]?.start ?? Infinity;
    return {
      ...turn,
      start: Math.max(turn.start - room, (before + turn.start) / 2),
      end: Math.min(turn.end + room, (turn.end + after) / 2),
    };
  });
}

/** Turns of one voice that only a short pause is between are one. */
function joinPauses(turns: readonly Utterance[]): Utterance[] {
  const joined: Utterance[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    const goesOn =
      last &&
      last.voiceNumber === turn.voiceNumber &&
      turn.start - last.end <= pause &&
      last.voiceNumber !== null;
    if (goesOn) joined[joined.length - 1] = { ...last, end: turn.end };
    else joined.push(turn);
  }
  return joined;
}
