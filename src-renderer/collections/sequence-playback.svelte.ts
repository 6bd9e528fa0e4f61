import type { CollectedMomentView } from '../../src-main/api/contract.ts';
import { mediaAddress } from '../client/media-address.ts';
import { releaseMedia } from '../parts/release-media.ts';

/** Moments played one after the other: at the end of each the element jumps to the next, in whichever film it lies. */
export class SequencePlayback {
  moments = $state.raw<readonly CollectedMomentView[]>([]);
  index = $state(0);
  playing = $state(false);
  /** The moment can be played neither as it is nor converted. */
  broken = $state(false);
  readonly moment = $derived(this.moments[this.index] ?? null);
  /** Films that the browser cannot read as they are. */
  #converted = $state.raw<readonly number[]>([]);
  readonly #isConverted = $derived(this.#converted.includes(this.moment?.videoId ?? 0));
  readonly source = $derived.by(() => {
    const { videoId, start } = this.moment ?? { videoId: null, start: 0 };
    if (videoId === null) return '';
    return this.#isConverted ? mediaAddress.stream(videoId, start) : mediaAddress.video(videoId);
  });
  #video: HTMLVideoElement | null = null;
  /** Whether the element is where the moment is; what it shows before is of no interest. */
  #placed = false;
  #wantsToPlay = true;

  constructor(moments: readonly CollectedMomentView[], index: number) {
    this.moments = moments;
    this.index = index;
  }

  /** Follows the video element; returns what lets it go. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    let callback = 0;
    const watch = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      const { moment } = this;
      if (moment && this.#placed && !video.seeking && mediaTime + this.#offset >= moment.end - 0.02)
        this.next();
      callback = video.requestVideoFrameCallback(watch);
    };
    callback = video.requestVideoFrameCallback(watch);
    return () => {
      video.cancelVideoFrameCallback(callback);
      releaseMedia(video);
      this.#video = null;
    };
  }

  /** Goes to a moment and plays it; does nothing where there is none. */
  go(index: number): void {
    if (index < 0 || index >= this.moments.length) return;
    const before = this.source;
    this.index = index;
    this.broken = false;
    this.#placed = false;
    this.#wantsToPlay = true;
    // Another source tells when it is ready.
    if (this.source === before) this.ready();
  }

  /** Goes on; behind the last moment it stops. */
  next(): void {
    if (this.index + 1 < this.moments.length) this.go(this.index + 1);
    else this.#pause();
  }

  toggle(): void {
    const video = this.#video;
    if (!video) return;
    if (!video.paused) this.#pause();
    else if (this.moment && video.currentTime + this.#offset >= this.moment.end - 0.05) this.go(0);
    else void video.play().catch(() => undefined);
  }

  /** The element knows its film: go to the moment. */
  ready(): void {
    const video = this.#video;
    if (!video || !this.moment) return;
    // A codec that Chromium lacks leaves a film with sound and no picture.
    if (video.videoWidth === 0 && !this.#isConverted) return this.failed();
    const target = this.moment.start - this.#offset;
    if (Math.abs(video.currentTime - target) < 0.01) this.seeked();
    else video.currentTime = target;
  }

  seeked(): void {
    this.#placed = true;
    // Browsers refuse sound before the first click on a page.
    if (this.#wantsToPlay) void this.#video?.play().catch(() => undefined);
  }

  /** The browser cannot read the film: convert it on the fly, or say so when that failed too. */
  failed(): void {
    const id = this.moment?.videoId;
    if (id === null || id === undefined) return;
    if (this.#isConverted) this.broken = true;
    else this.#converted = [...this.#converted, id];
  }

  /** Film time of the element's zero. */
  get #offset(): number {
    return this.#isConverted ? (this.moment?.start ?? 0) : 0;
  }

  #pause(): void {
    this.#wantsToPlay = false;
    this.#video?.pause();
  }
}
