import filenamify from 'filenamify';

const characters = new Intl.Segmenter();

/** Longest file name in bytes with room for ` (99).mp4`: file systems end at 255. */
const longestStem = 200;

/**
 * The name under which a clip or its subtitles are kept unless another is asked for:
 * `Film title 01m02.3s-01m08.0s`, without an extension, allowed on every platform.
 */
export function clipName(title: string, start: number, end: number): string {
  const times = ` ${clock(start)}-${clock(end)}`;
  return `${safeTitle(title, longestStem - times.length)}${times}`;
}

/** The same for a picture of a film: `Film title 01m02.3s`. */
export function stillName(title: string, time: number): string {
  const at = ` ${clock(time)}`;
  return `${safeTitle(title, longestStem - at.length)}${at}`;
}

function safeTitle(title: string, bytes: number): string {
  const safe = filenamify(title.normalize('NFC'), { replacement: ' ', maxLength: longestStem })
    .replace(/\s+/g, ' ')
    .trim();
  return shortened(safe || 'Film', bytes);
}

function clock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const hours = Math.floor(tenths / 36_000);
  const minutes = String(Math.floor(tenths / 600) % 60).padStart(2, '0');
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${hours > 0 ? `${hours}h` : ''}${minutes}m${rest}s`;
}

/** Cuts between characters so that the text is at most `bytes` long in UTF-8. */
function shortened(text: string, bytes: number): string {
  let length = 0;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    length += Buffer.byteLength(segment);
    if (length > bytes) break;
    kept += segment;
  }
  return kept.trim();
}
