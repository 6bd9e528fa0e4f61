import { describe, expect, it } from 'vitest';
import { ffprobeAnswer } from '../../../src-main/media/ffprobe-answer.ts';
import { startTimecodeOf } from '../../../src-main/media/start-timecode.ts';

type Tags = Record<string, string>;

/** What is read of a film whose first track is its pictures, and whose second is another. */
function read({ picture = {}, track = {}, file = {} }: { picture?: Tags; track?: Tags; file?: Tags }) {
  const answer = ffprobeAnswer.parse({
    format: { format_name: 'mov', tags: file },
    streams: [
      { index: 0, codec_type: 'video', tags: picture },
      { index: 1, codec_type: 'data', codec_tag_string: 'tmcd', tags: track },
    ],
  });
  return startTimecodeOf(answer, answer.streams[0]);
}

describe("The timecode of a film's first picture", () => {
  it('is that of the pictures, or of another track, or of the file', () => {
    const [picture, track, file] = ['01:00:00:00', '02:00:00:00', '03:00:00:00'].map((timecode) => ({
      timecode,
    }));
    expect(read({ picture: picture!, track: track!, file: file! })).toBe('01:00:00:00');
    expect(read({ track: track!, file: file! })).toBe('02:00:00:00');
    expect(read({ file: file! })).toBe('03:00:00:00');
    expect(read({})).toBeNull();
  });

  it('is read whatever the case of its name', () => {
    expect(read({ picture: { TIMECODE: '01:00:00;02' } })).toBe('01:00:00;02');
  });

  it('is not taken from where it is malformed', () => {
    expect(read({ picture: { timecode: 'noon' }, track: { timecode: '02:00:00:00' } })).toBe('02:00:00:00');
    expect(read({ picture: { timecode: '25:00:00:00' } })).toBeNull();
  });
});
