import { z } from 'zod';
import { UserFacingError } from '../../domain/errors.ts';
import type { Interval } from '../../domain/interval.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { VoiceRow } from '../../store/speaker-table.ts';
import type { VoiceAction } from '../../store/voice-decision-table.ts';
import type { VoiceLine } from '../../store/voice-lines.ts';

const number = z.number();
const id = number.int();
const voiceBefore = z.object({
  voice: z.object({ id, number: id, personId: id.nullable(), told: z.boolean() }),
  lines: z.array(z.object({ videoId: id, start: number, end: number })),
});
const nameInverse = voiceBefore.extend({
  /** Voices of the person that only faces had told until then. */
  untold: z.array(id),
  founded: z.boolean(),
});
const mergeInverse = voiceBefore.extend({ into: id });
const lineInverse = z.object({
  fingerprint: z.string(),
  line: z.object({ start: number, end: number }),
  /** What the user had told of it before. */
  told: z.array(z.object({ start: number, end: number, personId: id })),
  founded: z.boolean(),
});

/**
 * Writes what the user decides about voices and their lines, and takes it back. Each method is one decision and runs
 * inside the caller's transaction; it throws a {@link UserFacingError} when what it is about is gone.
 */
export class VoiceDecisions {
  readonly #store: LibraryStore;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /** A voice, with all its lines, is that of somebody of a name, or else of a new person; gives their id. */
  name(voiceId: number, name: string): number {
    const { speakers, voiceLines } = this.#store;
    const voice = this.#voice(voiceId);
    const { personId, founded } = this.#personOf(name);
    const untold = speakers
      .voices()
      .filter((own) => own.personId === personId && !own.told)
      .map((own) => own.id);
    const lines = voiceLines.ofVoice(voiceId);
    speakers.nameVoice(voiceId, personId);
    const decision = this.#add('name', personId, { voice, lines, untold, founded });
    for (const [videoId, own] of Map.groupBy(lines, (line) => line.videoId)) {
      const line = { ...longest(own), personId };
      this.#store.voiceDecisions.nameLine(decision, this.#filmOf(videoId), line);
    }
    return personId;
  }

  /** Two voices are one: `from` becomes `into`, or gets the name of the one who has one. */
  merge(into: number, from: number): void {
    const [kept, gone] = [this.#voice(into), this.#voice(from)];
    if (kept.id === gone.id) throw changedMeanwhile();
    if (kept.personId !== null && gone.personId !== null) {
      throw new UserFacingError(
        'bad-input',
        'Both voices have names.',
        'If they are one person, say so on the page of one of them.',
      );
    }
    const named = kept.personId ?? gone.personId;
    if (named !== null) {
      this.name(kept.personId === null ? kept.id : gone.id, this.#store.people.byId(named)!.name);
      return;
    }
    const { voiceLines, voiceDecisions } = this.#store;
    const [lines, others] = [voiceLines.ofVoice(gone.id), voiceLines.ofVoice(kept.id)];
    const decision = this.#add('merge', null, { voice: gone, lines, into: kept.id });
    for (const [videoId, own] of Map.groupBy(lines, (line) => line.videoId)) {
      const same = others.filter((line) => line.videoId === videoId);
      if (same.length === 0) continue;
      voiceDecisions.joinLines(decision, this.#filmOf(videoId), [longest(same), longest(own)]);
    }
    voiceLines.join(gone.id, kept.id);
  }

  /** Somebody of a name, or else a new person, speaks a line; gives their id. */
  tell(videoId: number, line: Interval, name: string): number {
    const fingerprint = this.#filmOf(videoId);
    const { personId, founded } = this.#personOf(name);
    const told = this.#store.speakers.toldOf(fingerprint, line);
    this.#store.speakers.tellLine(fingerprint, line, personId, new Date());
    this.#add('tell', personId, { fingerprint, line, told, founded });
    return personId;
  }

  /** A line is not a person's. */
  refuse(videoId: number, line: Interval, personId: number): void {
    const fingerprint = this.#filmOf(videoId);
    if (!this.#store.people.byId(personId)) throw changedMeanwhile();
    const told = this.#store.speakers.toldOf(fingerprint, line);
    this.#store.speakers.untellLine(fingerprint, line);
    const decision = this.#add('refuse', personId, { fingerprint, line, told, founded: false });
    this.#store.voiceDecisions.refuseLine(decision, fingerprint, { ...line, personId });
  }

  /** Takes back the latest decision; null when there is none. */
  undo(): VoiceAction | null {
    const { voiceDecisions, speakers, voiceLines } = this.#store;
    const last = voiceDecisions.last();
    if (!last) return null;
    const { action, personId } = last;
    const given: unknown = JSON.parse(last.inverse);
    voiceDecisions.remove(last.id);
    if (action === 'name') {
      const { voice, lines, untold, founded } = nameInverse.parse(given);
      voiceLines.divide(this.#withOwner(voice), lines, { personId, voiceId: null });
      speakers.setTold(untold, false);
      if (founded && personId !== null) this.#removeBare(personId);
    } else if (action === 'merge') {
      const { voice, lines, into } = mergeInverse.parse(given);
      voiceLines.divide(voice, lines, this.#ownerOf(into));
    } else {
      const { fingerprint, line, told, founded } = lineInverse.parse(given);
      speakers.untellLine(fingerprint, line);
      for (const { personId: owner, ...before } of told) {
        if (this.#store.people.byId(owner)) speakers.tellLine(fingerprint, before, owner, new Date());
      }
      if (founded && personId !== null) this.#removeBare(personId);
    }
    return action;
  }

  /** Whose the lines of a voice are by now. */
  #ownerOf(voiceId: number): { personId: number | null; voiceId: number | null } {
    const personId = this.#store.speakers.voices().find((own) => own.id === voiceId)?.personId ?? null;
    return personId === null ? { personId, voiceId } : { personId, voiceId: null };
  }

  /** Somebody who has been removed since cannot get the voice back. */
  #withOwner(voice: VoiceRow): VoiceRow {
    const isGone = voice.personId !== null && !this.#store.people.byId(voice.personId);
    return isGone ? { ...voice, personId: null, told: false } : voice;
  }

  #add(action: VoiceAction, personId: number | null, inverse: object): number {
    const decision = { action, personId, inverse: JSON.stringify(inverse) };
    return this.#store.voiceDecisions.add(decision, new Date());
  }

  /** Takes away a person who was made by a decision, unless something else is known of them by now. */
  #removeBare(personId: number): void {
    const { people, decisions, voiceDecisions, speakers } = this.#store;
    const isKnown =
      people.pictureCount(personId) > 0 ||
      decisions.concern(personId) ||
      voiceDecisions.concern(personId) ||
      speakers.isTold(personId);
    if (!isKnown) people.remove(personId);
  }

  #voice(voiceId: number): VoiceRow {
    const voice = this.#store.speakers.voices().find((own) => own.id === voiceId);
    if (!voice) throw changedMeanwhile();
    return voice;
  }

  #filmOf(videoId: number): string {
    const video = this.#store.videos.byId(videoId);
    if (!video) throw changedMeanwhile();
    return video.fingerprint;
  }

  #personOf(name: string): { personId: number; founded: boolean } {
    const { people } = this.#store;
    const known = people.byName(name);
    return { personId: (known ?? people.add(name, new Date())).id, founded: known === null };
  }
}

function longest(lines: readonly VoiceLine[]): VoiceLine {
  return lines.reduce((best, line) => (line.end - line.start > best.end - best.start ? line : best));
}

function changedMeanwhile(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'These voices, or what they say, have changed meanwhile.',
    'Look at the voices again.',
  );
}
