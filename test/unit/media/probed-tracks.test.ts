import { describe, expect, it } from 'vitest';
import { readFfprobeAnswer } from '../../../src-main/media/ffprobe-answer.ts';
import { tracksOf } from '../../../src-main/media/probed-tracks.ts';

/** The tracks of a film whose pictures and sound ffprobe tells like this. */
function tracks(picture: Readonly<Record<string, unknown>>) {
  const answer = readFfprobeAnswer(
    JSON.stringify({
      format: { format_name: 'matroska,webm', duration: '10' },
      streams: [
        { index: 0, codec_type: 'video', codec_name: 'h264', ...picture },
        { index: 1, codec_type: 'audio', codec_name: 'aac', sample_rate: '48000' },
      ],
    }),
  );
  return tracksOf(answer!, answer!.format!, 'film.mkv');
}

describe('what ffprobe tells of pictures', () => {
  it('is their size as they are shown', () => {
    expect(tracks({ width: 720, height: 576, sample_aspect_ratio: '16:11' }).video).toMatchObject({
      ...{ width: 1047, height: 576 },
    });
    expect(tracks({ width: 720, height: 480, sample_aspect_ratio: '8:9' }).video).toMatchObject({
      ...{ width: 720, height: 540 },
    });
  });

  it.each([
    [0.5, 480],
    [1e-320, 480],
    [640, 0.4],
    [640, -480],
  ])('is no picture where it is %d x %d pixels', (width, height) => {
    const found = tracks({ width, height, sample_aspect_ratio: '1:2' });
    expect(found.video).toBeNull();
    expect(found.audio).toHaveLength(1);
  });
});

describe("ffprobe's answer", () => {
  it.each(['', 'null', '[]', '{"streams":[{}]}', '{"streams":'])('is none where it is “%s”', (text) => {
    expect(readFfprobeAnswer(text)).toBeNull();
  });
});
