import type { Cue, LineFinding } from '../../../src-main/api/contract.ts';
import { isDoubtful, type SubtitleLine } from '../../../src-main/domain/subtitle-line.ts';
import type { AppClient } from '../../client/app-client.ts';
import { lastBegun } from '../../rules/follow.ts';
import { mergeLines, speakersOf, splitLine } from '../../rules/line-changes.ts';
import type { Notices } from '../../state/notices.svelte.ts';

/** How long a line is that is added, in seconds. */
const newLineSeconds = 2;

/** The lines of a film's subtitles while somebody corrects them. Every change is stored at once and can be undone. */
export class LineEditor {
  lines = $state.raw<readonly Cue[]>([]);
  sources = $state.raw<readonly string[]>([]);
  source = $state('');
  canUndo = $state(false);
  canRedo = $state(false);
  loaded = $state(false);
  #found = $state.raw<readonly LineFinding[]>([]);
  /** The line that is open for correction. */
  selectedId = $state<number | null>(null);
  readonly selected = $derived(this.lines.find(({ id }) => id === this.selectedId) ?? null);
  readonly doubtful = $derived(this.lines.filter(isDoubtful).length);
  /** Everybody who speaks here, those who speak most first. */
  readonly names = $derived(speakersOf(this.lines));

  /** In what lines do not keep the conventions, by line. */
  readonly findings = $derived(Map.groupBy(this.#found, ({ lineId }) => lineId));

  readonly #client: AppClient;
  readonly #notices: Notices;
  readonly #film: number;
  #turn: Promise<void> = Promise.resolve();

  constructor(client: AppClient, notices: Notices, film: number) {
    this.#client = client;
    this.#notices = notices;
    this.#film = film;
  }

  /** Where a line stands; -1 when it is gone. Lines are read anew after each change, so that only the number tells. */
  placeOf({ id }: Cue): number {
    return this.lines.findIndex((line) => line.id === id);
  }

  /** Reads the lines of the chosen source. */
  async read(source = this.source): Promise<void> {
    try {
      const answer = await this.#client.call('subtitles.lines', {
        id: this.#film,
        ...(source !== '' && { source }),
      });
      this.lines = answer.lines;
      this.sources = answer.sources;
      this.source = answer.source;
      this.canUndo = answer.canUndo;
      this.canRedo = answer.canRedo;
      this.loaded = true;
      const { findings } = await this.#client.call('subtitles.findings', {
        id: this.#film,
        source: this.source,
      });
      this.#found = findings;
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  /** Puts in a line's place what keeps the convention. */
  mend(line: Cue, { mended }: LineFinding): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#now(line);
      if (!now || !mended) return;
      const at = this.placeOf(now);
      if (await this.#correct([now], mended)) this.selectedId = this.lines[at]?.id ?? null;
    });
  }

  /** Changes one line; nothing is stored when nothing is different. */
  change(line: Cue, change: Partial<SubtitleLine>): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#now(line);
      if (!now) return;
      const changed = { ...plain(now), ...change };
      if (JSON.stringify(changed) !== JSON.stringify(plain(now))) await this.#correct([now], [changed]);
    });
  }

  /** Says who says a line; an empty name says that it is open. */
  setSpeaker(line: Cue, name: string): Promise<void> {
    return this.change(line, { speakers: name === '' ? [] : [{ name, confidence: 1 }] });
  }

  /** @param at index in the text; nothing is split at its ends */
  split(line: Cue, at: number): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#now(line);
      const parts = now && splitLine(now, at);
      if (parts) await this.#correct([now], parts);
    });
  }

  /** Joins a line with the one after it. */
  merge(line: Cue): Promise<void> {
    return this.#inTurn(async () => {
      const now = this.#now(line);
      const next = this.lines[this.placeOf(line) + 1];
      if (now && next) await this.#correct([now, next], [mergeLines(plain(now), plain(next))]);
    });
  }

  remove(line: Cue): Promise<void> {
    return this.#inTurn(async () => {
      const at = this.placeOf(line);
      const neighbour = this.lines[at + 1] ?? this.lines[at - 1];
      if (await this.#correct([line], [])) this.selectedId = neighbour?.id ?? null;
    });
  }

  /** Adds a line at a time of the film and opens it. */
  add(start: number, text: string): Promise<void> {
    const begins = Math.round(start * 100) / 100;
    const line = { start: begins, end: begins + newLineSeconds, text, kind: 'speech', speakers: [] } as const;
    return this.#inTurn(async () => {
      if (!(await this.#correct([], [line]))) return;
      this.selectedId = this.lines.find((own) => own.start === begins && own.text === text)?.id ?? null;
    });
  }

  undo(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#then(() => this.#client.call('subtitles.undo', { id: this.#film }));
    });
  }

  redo(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#then(() => this.#client.call('subtitles.redo', { id: this.#film }));
    });
  }

  /** Opens the line before or after the open one, or the one at a time of the film; gives it. */
  step(direction: 1 | -1, time: number): Cue | null {
    const at = this.selected
      ? this.placeOf(this.selected) + direction
      : Math.max(0, lastBegun(this.lines, time));
    const line = this.lines[Math.min(Math.max(0, at), this.lines.length - 1)] ?? null;
    if (line) this.selectedId = line.id;
    return line;
  }

  /** Opens the next line, or the one before, of which it is open who says it; null when there is none that way. */
  stepDoubtful(direction: 1 | -1): Cue | null {
    return this.#stepTo(isDoubtful, direction);
  }

  /** Opens the next line, or the one before, that does not keep a convention; null when there is none that way. */
  stepFinding(direction: 1 | -1): Cue | null {
    return this.#stepTo((line) => this.findings.has(line.id), direction);
  }

  #stepTo(isWanted: (line: Cue) => boolean, direction: 1 | -1): Cue | null {
    const from = this.selected ? this.placeOf(this.selected) : direction === 1 ? -1 : this.lines.length;
    for (let at = from + direction; at >= 0 && at < this.lines.length; at += direction) {
      const line = this.lines[at]!;
      if (!isWanted(line)) continue;
      this.selectedId = line.id;
      return line;
    }
    return null;
  }

  /** The line as it is after all that was changed before. */
  #now({ id }: Cue): Cue | null {
    return this.lines.find((line) => line.id === id) ?? null;
  }

  /** Changes wait for each other: what is typed is stored before the line is split, and each is known to the next. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }

  async #correct(replaced: readonly Cue[], lines: readonly SubtitleLine[]): Promise<boolean> {
    const put = lines.map((line) => ({ ...line, speakers: [...line.speakers] }));
    const ids = replaced.map(({ id }) => id);
    const { source } = this;
    return this.#then(() =>
      this.#client.call('subtitles.correct', { id: this.#film, source, replaced: ids, lines: put }),
    );
  }

  /** Makes a change, tells what went wrong, and reads the lines again; false when it went wrong. */
  async #then(change: () => Promise<unknown>): Promise<boolean> {
    let done = true;
    try {
      await change();
    } catch (error) {
      done = false;
      this.#notices.failed(error);
    }
    await this.read();
    return done;
  }
}

function plain({ start, end, text, kind, speakers }: Cue): SubtitleLine {
  return { start, end, text, kind, speakers };
}
