/** A position as a clock: `1:02:03`, `2:03`, or with a tenth `2:03.4`. Never negative. */
export function clock(seconds: number, tenths = false): string {
  const units = Math.max(0, tenths ? Math.round(seconds * 10) : Math.floor(seconds) * 10);
  const whole = Math.floor(units / 10);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${head}:${two(whole % 60)}${tenths ? `.${units % 10}` : ''}`;
}

/** The two largest units of a stretch of time, for words such as `1 h 12 min`; below ten seconds with a tenth. */
export function spanParts(seconds: number): { hours: number; minutes: number; seconds: number } {
  if (seconds < 10) return { hours: 0, minutes: 0, seconds: Math.max(0, Math.round(seconds * 10) / 10) };
  const whole = Math.round(seconds);
  if (whole < 60) return { hours: 0, minutes: 0, seconds: whole };
  if (whole < 3600) {
    const minutes = Math.floor(whole / 60);
    return { hours: 0, minutes, seconds: minutes < 10 ? whole % 60 : 0 };
  }
  return { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60), seconds: 0 };
}
