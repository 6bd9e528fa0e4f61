import { problemOf, type Problem } from '../domain/errors.ts';
import { findFfmpeg, type FfmpegTools } from '../media/ffmpeg-tools.ts';

/** The ffmpeg of this core: looked for once, and again after a failure, since it may be installed meanwhile. */
export class FfmpegAccess {
  /** The ffmpeg that the user chose. */
  readonly setting: string | undefined;
  #search: Promise<FfmpegTools> | null = null;
  #found: FfmpegTools | null = null;

  constructor(setting: string | undefined) {
    this.setting = setting;
  }

  /** What has been found so far. */
  get found(): FfmpegTools | null {
    return this.#found;
  }

  /** Throws a UserFacingError `missing-tool` with the command that installs it. */
  async tools(): Promise<FfmpegTools> {
    this.#search ??= findFfmpeg(this.setting === undefined ? {} : { setting: this.setting });
    try {
      this.#found = await this.#search;
      return this.#found;
    } catch (error) {
      this.#search = null;
      throw error;
    }
  }

  /** The tools, or why there are none. */
  async state(): Promise<{ tools: FfmpegTools; problem: null } | { tools: null; problem: Problem }> {
    try {
      return { tools: await this.tools(), problem: null };
    } catch (error) {
      return { tools: null, problem: problemOf(error) };
    }
  }
}
