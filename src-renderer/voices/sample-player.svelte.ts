import { mediaAddress } from '../client/media-address.ts';
import { releaseMedia } from '../parts/release-media.ts';
import type { LineOfFilm } from '../state/voices.svelte.ts';

/** Plays lines of films, one at a time, without their pictures. */
class SamplePlayer {
  /** The line that is heard. */
  line = $state.raw<LineOfFilm | null>(null);
  #audio: HTMLAudioElement | null = null;

  isPlaying({ videoId, start }: LineOfFilm): boolean {
    return this.line?.videoId === videoId && this.line.start === start;
  }

  toggle(line: LineOfFilm): void {
    const isSame = this.isPlaying(line);
    this.stop();
    if (isSame) return;
    this.line = line;
    this.#play(line, mediaAddress.video(line.videoId), 0, true);
  }

  stop(): void {
    this.line = null;
    if (this.#audio) releaseMedia(this.#audio);
    this.#audio = null;
  }

  /** @param offset seconds of the film at which the source begins */
  #play(line: LineOfFilm, source: string, offset: number, mayConvert: boolean): void {
    const audio = new Audio(source);
    this.#audio = audio;
    const isMine = (): boolean => this.#audio === audio;
    audio.onloadedmetadata = () => {
      if (Math.abs(audio.currentTime - (line.start - offset)) > 0.01) audio.currentTime = line.start - offset;
      void audio.play().catch(() => undefined);
    };
    audio.ontimeupdate = () => {
      if (isMine() && audio.currentTime + offset >= line.end) this.stop();
    };
    audio.onended = () => isMine() && this.stop();
    audio.onerror = () => {
      if (!isMine()) return;
      // What the browser cannot read is converted on the way.
      if (mayConvert) this.#play(line, mediaAddress.stream(line.videoId, line.start), line.start, false);
      else this.stop();
    };
  }
}

export const samplePlayer = new SamplePlayer();
