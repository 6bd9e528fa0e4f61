import { UserFacingError } from '../domain/errors.ts';
import { givingWay, type LineEdit } from '../domain/line-edit.ts';
import { recognisedSource } from '../domain/line-source.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import type { NewCue } from '../store/cue-table.ts';
import type { LibraryStore } from '../store/library-store.ts';
import type { SourceAlignment } from '../store/line-edit-table.ts';

/**
 * Writes what the user corrects in lines, and takes it back. The rows of cues always show the corrected lines, so that
 * whoever reads them, search above all, knows nothing of corrections. Runs inside the caller's transaction.
 */
export class LineCorrections {
  readonly #store: LibraryStore;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /** Puts lines in the place of others. Throws a {@link UserFacingError} when one of those is gone. */
  correct(videoId: number, source: string, ids: readonly number[], after: readonly SubtitleLine[]): void {
    const { cues, lineEdits } = this.#store;
    const wanted = new Set(ids);
    const before = cues.lines(videoId, source).filter(({ id }) => wanted.has(id));
    if (before.length !== wanted.size) {
      throw new UserFacingError(
        'not-found',
        'These lines have been changed meanwhile.',
        'Look at the film’s subtitles again.',
      );
    }
    lineEdits.add(this.#fingerprint(videoId), source, { before, after }, new Date());
    this.#apply(videoId, source, { before, after });
  }

  /** Takes back the latest correction of a film; tells whether there was one. */
  undo(videoId: number): boolean {
    const edit = this.#store.lineEdits.lastHolding(this.#fingerprint(videoId));
    if (!edit) return false;
    this.#store.lineEdits.setUndone(edit.id, true);
    this.#apply(videoId, edit.source, { before: edit.after, after: edit.before });
    return true;
  }

  /** Makes the correction again that was taken back last; tells whether there was one. */
  redo(videoId: number): boolean {
    const edit = this.#store.lineEdits.firstUndone(this.#fingerprint(videoId));
    if (!edit) return false;
    this.#store.lineEdits.setUndone(edit.id, false);
    this.#apply(videoId, edit.source, edit);
    return true;
  }

  /** Moves the times of a source, on top of what it was moved by before. */
  align(videoId: number, { source, shift, scale }: SourceAlignment): void {
    const { cues, lineEdits } = this.#store;
    const fingerprint = this.#fingerprint(videoId);
    const before = lineEdits.alignments(fingerprint).find((known) => known.source === source);
    const whole = {
      source,
      shift: (before?.shift ?? 0) * scale + shift,
      scale: (before?.scale ?? 1) * scale,
    };
    lineEdits.setAlignment(fingerprint, whole);
    lineEdits.moveLines(fingerprint, { source, shift, scale });
    for (const { id } of this.#store.videos.byFingerprint(fingerprint)) {
      const lines = cues.lines(id, source);
      const ids = lines.map((line) => line.id);
      cues.replaceLines(id, source, ids, lines.map((line) => moved(line, shift, scale))); // prettier-ignore
    }
  }

  /** A person has another name: what they say is said by that. */
  renameSpeaker(from: string, to: string): void {
    this.#store.cues.renameSpeaker(from, to);
    this.#store.lineEdits.renameSpeaker(from, to);
  }

  /** A person is forgotten: nothing that the user said of who speaks tells of them. */
  forgetSpeaker(name: string): void {
    this.#store.cues.forgetSpeaker(name);
    this.#store.lineEdits.renameSpeaker(name, null);
  }

  /** What was just read of a film, at the times that its sources were moved to. */
  aligned<T extends NewCue>(videoId: number, cues: readonly T[]): T[] {
    const alignments = this.#store.lineEdits.alignments(this.#fingerprint(videoId));
    const bySource = new Map(alignments.map((alignment) => [alignment.source, alignment]));
    return cues.map((cue) => {
      const alignment = bySource.get(cue.source);
      return alignment ? moved(cue, alignment.shift, alignment.scale) : cue;
    });
  }

  /** Applies every correction to lines that were just read again: those of the sources that are asked for. */
  applyAll(videoId: number, isRead: (source: string) => boolean): void {
    for (const edit of this.#store.lineEdits.holding(this.#fingerprint(videoId))) {
      if (isRead(edit.source)) this.#applyTo(videoId, edit.source, edit);
    }
  }

  /** Applies a correction to every film of the same bytes. */
  #apply(videoId: number, source: string, edit: LineEdit): void {
    for (const { id } of this.#store.videos.byFingerprint(this.#fingerprint(videoId))) {
      this.#applyTo(id, source, edit);
    }
  }

  #applyTo(videoId: number, source: string, edit: LineEdit): void {
    const { cues } = this.#store;
    // What was heard gives way to subtitles as a whole; its corrections wait until it is wanted again.
    const isAway = source === recognisedSource && cues.sources(videoId).every((own) => own.source !== source);
    if (isAway) return;
    const ids = givingWay(cues.lines(videoId, source), edit).map(({ id }) => id);
    cues.replaceLines(videoId, source, ids, edit.after);
  }

  #fingerprint(videoId: number): string {
    const video = this.#store.videos.byId(videoId);
    if (video) return video.fingerprint;
    throw new UserFacingError('not-found', 'This film is not in the library any more.', 'Index it again.');
  }
}

function moved<T extends { readonly start: number; readonly end: number }>(
  line: T,
  shift: number,
  scale: number,
): T {
  const start = Math.max(0, line.start * scale + shift);
  return { ...line, start, end: Math.max(start + 0.001, line.end * scale + shift) };
}
