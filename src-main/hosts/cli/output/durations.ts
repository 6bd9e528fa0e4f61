/** A point in a film as `m:ss.t` or `h:mm:ss.t`, to the tenth of a second that moments carry. */
export function timecode(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor(tenths / 600) % 60;
  const rest = `${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A length of time in the one unit a person would use: `about 20 s`, `about 40 min`, `about 3 h`. */
export function about(seconds: number): string {
  if (seconds < 59.5) return `about ${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min`;
  return `about ${Math.round(seconds / 3600)} h`;
}

/** A measured length of time: `4.2 s`, `12 min 5 s`, `2 h 3 min`. */
export function elapsed(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** How many times faster than the film runs: `8x`, below ten with a tenth. */
export function timesRealtime(speed: number): string {
  return `${speed < 10 ? Number(speed.toFixed(1)) : Math.round(speed)}x`;
}
