import { resolve } from 'node:path';
import type { Core } from '../../api/core-interface.ts';
import { problemOf } from '../../domain/errors.ts';
import type { FfmpegTools } from '../../media/ffmpeg-tools.ts';
import { jsonShapes, type CommandName, type ResultOf } from './json-shapes.ts';
import { printable } from './output/printable.ts';
import { ProgressReporter } from './output/progress-reporter.ts';
import type { Terminal } from './terminal.ts';

export interface CommandSettings {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly libraryFolder: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}

/** What a command works with: its options, the core, and the only ways in which it may write. */
export class CommandContext {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly libraryFolder: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressReporter;

  constructor(settings: CommandSettings) {
    this.terminal = settings.terminal;
    this.json = settings.json;
    this.libraryFolder = settings.libraryFolder;
    this.signal = settings.signal;
    this.progress = new ProgressReporter(settings.terminal);
  }

  /** Makes a path from the command line absolute, as seen from where the person stands. */
  path(given: string): string {
    return resolve(this.terminal.workingFolder, given);
  }

  /** Writes a command's result to stdout: its JSON shape on one line under --json, the text for people otherwise. */
  result<C extends CommandName>(command: C, value: ResultOf<C>, text: () => string): void {
    this.progress.clear();
    this.terminal.stdout.write(
      this.json ? `${JSON.stringify(jsonShapes[command].parse(value))}\n` : `${text()}\n`,
    );
  }

  /** Tells the person something on stderr. */
  say(line: string): void {
    this.progress.clear();
    this.terminal.stderr.write(`${line}\n`);
  }

  /** Tells what went wrong and what to do, on stderr. */
  sayProblem(error: unknown): void {
    const problem = problemOf(error);
    this.say(
      this.json
        ? JSON.stringify({ error: problem })
        : [problem.sentence, problem.remedy].filter(Boolean).map(printable).join('\n'),
    );
  }

  /**
   * Opens the library's core for the length of `work` and closes it however that ends.
   * Progress of indexing is shown meanwhile; the first Ctrl-C takes back what the command asked for.
   */
  withCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
    return this.#withCore(work, false);
  }

  /** As {@link withCore}, for a host that stays: queued work goes on by itself, and Ctrl-C leaves it in the queue. */
  withBackgroundCore<T>(work: (core: Core) => Promise<T>): Promise<T> {
    return this.#withCore(work, true);
  }

  async #withCore<T>(work: (core: Core) => Promise<T>, background: boolean): Promise<T> {
    const { openCore } = await import('../../api/core.ts');
    const setting = this.ffmpegSetting;
    const core = await openCore({
      libraryFolder: this.libraryFolder,
      background,
      ...(setting ? { ffmpegSetting: setting } : {}),
    });
    const stopProgress = core.on('indexing.progress', (progress) => this.progress.indexing(progress));
    const cancel = () => void core.call('library.cancel', {}).catch(() => undefined);
    if (!background) this.signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work(core);
    } finally {
      this.signal.removeEventListener('abort', cancel);
      stopProgress();
      this.progress.clear();
      await core.close();
    }
  }

  /** Finds ffmpeg, or installs it where that can be done, telling the person so first. */
  async ensureFfmpeg(): Promise<FfmpegTools> {
    const { ensureFfmpeg } = await import('../../media/ffmpeg-install.ts');
    const setting = this.ffmpegSetting;
    const tools = await ensureFfmpeg((line) => this.say(printable(line)), setting ? { setting } : {});
    for (const note of tools.notes) this.say(printable(note));
    return tools;
  }

  /** The ffmpeg that the person named, a program or the folder that holds it. */
  get ffmpegSetting(): string | undefined {
    return this.terminal.environment['KINORA_FFMPEG'];
  }
}
