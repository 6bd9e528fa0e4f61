/** The part of a film that its timeline shows, in seconds. */
export interface TimelineSpan {
  readonly start: number;
  readonly length: number;
}

/** So near a timeline comes that single frames can be told apart, in seconds. */
const shortestSpan = 1;

/**
 * A span that shows less by a factor, or more by one below 1; the time `at` stays where it is, as far as the film's ends
 * let it.
 */
export function zoomed(span: TimelineSpan, at: number, factor: number, duration: number): TimelineSpan {
  const length = Math.min(duration, Math.max(shortestSpan, span.length / factor));
  const share = (at - span.start) / span.length;
  return within(at - share * length, length, duration);
}

/** The span some seconds on, or back. */
export function panned({ start, length }: TimelineSpan, seconds: number, duration: number): TimelineSpan {
  return within(start + seconds, length, duration);
}

/** The span itself while it shows a time; otherwise the one as long that has the time near its beginning. */
export function following(span: TimelineSpan, time: number, duration: number): TimelineSpan {
  const shows = time >= span.start && time <= span.start + span.length;
  return shows ? span : within(time - span.length / 10, span.length, duration);
}

function within(start: number, length: number, duration: number): TimelineSpan {
  return { start: Math.max(0, Math.min(start, duration - length)), length };
}
