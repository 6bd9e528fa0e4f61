import type { VideoDetail } from '../../src-main/api/contract.ts';
import { mediaAddress } from '../client/media-address.ts';
import { releaseMedia } from '../parts/release-media.ts';
import { lastBegun } from '../rules/follow.ts';
import { speakersOfCues } from '../rules/speakers.ts';

/** Frames of films whose rate is not seen yet are taken to be this long. */
const usualFrame = 1 / 25;

/**
 * A film being played. Times are the film's own; when the film is converted on the fly the video element counts from
 * where the stream was asked to begin, and this class adds that offset.
 */
export class PlayerState {
  film: VideoDetail;
  time = $state(0);
  playing = $state(false);
  /** True until the picture for the present time has arrived. */
  waiting = $state(true);
  muted = $state(false);
  /** 1 as it was taken. */
  speed = $state(1);
  converted = $state(false);
  /** It can be played neither as it is nor converted. */
  broken = $state(false);
  /** What is broken is only that the file is not there now. */
  gone = $state(false);
  markIn = $state<number | null>(null);
  markOut = $state<number | null>(null);
  /** Film time of the video element's zero. */
  offset = $state(0);
  readonly source = $derived.by(() =>
    this.converted ? mediaAddress.stream(this.film.id, this.offset) : mediaAddress.video(this.film.id),
  );
  /** What is marked for export, or null while an end is missing. */
  readonly marked = $derived.by(() =>
    this.markIn !== null && this.markOut !== null && this.markOut > this.markIn
      ? { videoId: this.film.id, start: this.markIn, end: this.markOut }
      : null,
  );
  readonly cue = $derived.by(() => {
    const cue = this.film.cues[lastBegun(this.film.cues, this.time + 0.001)];
    return cue && this.time < cue.end ? cue : null;
  });

  readonly #speakers = $derived.by(() => speakersOfCues(this.film.cues, this.film.utterances));
  /** Whoever says the present line, as far as that is likelier than not. */
  readonly speakers = $derived.by(() =>
    this.cue ? (this.#speakers.get(this.cue.id) ?? []).filter(({ confidence }) => confidence >= 0.5) : [],
  );

  #video: HTMLVideoElement | null = null;
  #wanted: number;
  #wantsToPlay: boolean;
  /** The element shows `source` and was sent to where it should be; frames before that are of no interest. */
  #placed = false;
  #frame = usualFrame;
  #lastFrameTime: number | null = null;
  #callback = 0;

  constructor(film: VideoDetail, start: { time: number | null; end: number | null }) {
    this.film = $state.raw(film);
    this.converted = film.playback === 'transcoded';
    this.#wanted = start.time ?? 0;
    this.#wantsToPlay = start.time !== null;
    this.time = this.#wanted;
    this.offset = this.converted ? this.#wanted : 0;
    if (start.time !== null && start.end !== null && start.end > start.time) {
      this.markIn = start.time;
      this.markOut = start.end;
    }
  }

  /** Follows the video element; returns what lets it go. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    const watch = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      this.#seeFrame(frame.mediaTime);
      this.#callback = video.requestVideoFrameCallback(watch);
    };
    this.#callback = video.requestVideoFrameCallback(watch);
    return () => {
      video.cancelVideoFrameCallback(this.#callback);
      releaseMedia(video);
      this.#video = null;
    };
  }

  /** The film's metadata are there: go to the moment and begin. */
  ready(): void {
    const video = this.#video;
    if (!video) return;
    // A codec that Chromium lacks leaves a film with sound and no picture.
    if (video.videoWidth === 0 && !this.converted && this.film.width > 0) return void this.failed();
    const target = this.#wanted - this.offset;
    if (Math.abs(video.currentTime - target) > 0.01) video.currentTime = target;
    // Every source begins as it was taken.
    video.playbackRate = this.speed;
    this.#placed = true;
    if (this.#wantsToPlay) this.play();
  }

  /** Chromium cannot read the file: convert it on the fly, or say so when that failed too, or when the file is gone. */
  async failed(): Promise<void> {
    const { source } = this;
    const gone = await isGone(this.film.id);
    if (source !== this.source) return;
    this.gone = gone;
    if (gone || this.converted) {
      this.broken = true;
      return;
    }
    this.#load(true, this.#wanted);
  }

  retry(): void {
    this.broken = false;
    const converted = this.film.playback === 'transcoded';
    this.#load(converted, converted ? this.#wanted : 0);
  }

  play(): void {
    this.#wantsToPlay = true;
    // Browsers refuse sound before the first click on a page; the picture then waits for it.
    void this.#video?.play().catch(() => (this.#wantsToPlay = false));
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.#video?.pause();
  }

  toggle(): void {
    // The element itself is asked: the events that set `playing` come later than a quick second press.
    if (this.#video?.paused === false) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    if (this.#video) this.#video.playbackRate = speed;
  }

  seek(time: number): void {
    const target = Math.min(Math.max(0, time), Math.max(0, this.film.duration - 0.05));
    this.#wanted = target;
    this.time = target;
    const video = this.#video;
    if (!video) return;
    if (!this.converted || this.#buffered(video, target - this.offset))
      video.currentTime = target - this.offset;
    else this.#load(true, target);
  }

  stepBy(seconds: number): void {
    this.seek(this.time + seconds);
  }

  /** Goes one frame on or back, as long as frames of this film have been seen to be. */
  stepFrame(direction: 1 | -1): void {
    this.pause();
    this.seek(this.time + direction * this.#frame);
  }

  /** Goes to the beginning of the next shot, or of the present one, or of the one before when it has just begun. */
  stepShot(direction: 1 | -1): void {
    const { shots } = this.film;
    const index = lastBegun(shots, this.time + 0.05);
    const back = this.time - (shots[index]?.start ?? 0) > 1 ? index : index - 1;
    const shot = shots[direction === 1 ? index + 1 : Math.max(0, back)];
    if (shot) this.seek(shot.start);
  }

  mark(edge: 'in' | 'out'): void {
    const time = Math.round(this.time * 10) / 10;
    if (edge === 'in') {
      this.markIn = time;
      if (this.markOut !== null && this.markOut <= time) this.markOut = null;
    } else {
      this.markOut = time;
      if (this.markIn === null) this.markIn = 0;
      else if (this.markIn >= time) this.markIn = null;
    }
  }

  clearMarks(): void {
    this.markIn = null;
    this.markOut = null;
  }

  #load(converted: boolean, offset: number): void {
    this.#placed = false;
    this.converted = converted;
    this.offset = offset;
  }

  #seeFrame(mediaTime: number): void {
    if (this.#video?.seeking !== false || !this.#placed) return;
    const last = this.#lastFrameTime;
    const step = last === null ? 0 : mediaTime - last;
    if (step > 0.004 && step < 0.11) this.#frame = this.playing ? Math.min(this.#frame, step) : step;
    this.#lastFrameTime = mediaTime;
    const time = mediaTime + this.offset;
    // A frame begins a little before the time that was asked for; a paused film stands at what was asked.
    if (this.#video.paused && time <= this.#wanted && this.#wanted - time < 0.12) return;
    this.time = time;
    this.#wanted = time;
  }

  #buffered(video: HTMLVideoElement, target: number): boolean {
    for (let i = 0; i < video.buffered.length; i++) {
      if (target >= video.buffered.start(i) && target <= video.buffered.end(i)) return true;
    }
    return false;
  }
}

/** Whether a film's file is not there: moved, deleted, or on a drive that is not connected. */
function isGone(id: number): Promise<boolean> {
  return fetch(mediaAddress.video(id), { method: 'HEAD' }).then(
    ({ status }) => status === 404,
    () => false,
  );
}
