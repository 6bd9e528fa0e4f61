import { readFfprobeAnswer } from '../../../../src-main/media/ffprobe-answer.ts';
import { tracksOf, type FoundTracks } from '../../../../src-main/media/probed-tracks.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledJsonText } from '../mangle-json.ts';

const tags = {
  language: 'eng',
  title: 'Main',
  DURATION: '00:01:02.500000000',
  timecode: '01:00:00;02',
  rotate: '90',
};
const seeds = [
  {
    streams: [
      {
        ...{
          index: 0,
          codec_type: 'video',
          codec_name: 'h264',
          codec_tag_string: 'avc1',
          width: 1920,
          height: 1080,
        },
        ...{
          pix_fmt: 'yuv420p',
          sample_aspect_ratio: '4:3',
          avg_frame_rate: '24000/1001',
          r_frame_rate: '24/1',
        },
        ...{ start_time: '0.083000', duration: '62.500000', disposition: { attached_pic: 0 }, tags },
        side_data_list: [{ side_data_type: 'Display Matrix', rotation: -90 }],
      },
      {
        index: 1,
        codec_type: 'audio',
        codec_name: 'aac',
        sample_rate: '48000',
        channels: 2,
        start_time: 'N/A',
        tags,
      },
      { index: 2, codec_type: 'subtitle', codec_name: 'subrip', tags },
      {
        index: 3,
        codec_type: 'video',
        codec_name: 'mjpeg',
        width: 600,
        height: 600,
        disposition: { attached_pic: 1 },
      },
    ],
    chapters: [{ start_time: '0.000000', end_time: '30.000000', tags: { title: 'One' } }],
    format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', start_time: '0.000000', duration: '62.500000', tags },
  },
  { streams: [], format: { format_name: 'hls' } },
];
const mostCharacters = 1_000_000;

/** The reader of ffprobe's answers, whose texts and numbers are those of the film. */
export const ffprobe: FuzzTarget = {
  make: (random) => {
    const seed = random.whole(0, seeds.length - 1);
    const text = mangledJsonText(random, seeds[seed], ['"tags":{', '"index":', 'N/A'], mostCharacters);
    return { what: `seed answer ${seed}`, read: () => complaintOf(text) };
  },
};

function complaintOf(text: string): string | null {
  const answer = readFfprobeAnswer(text);
  return answer?.format ? wrongIn(tracksOf(answer, answer.format, 'film.mkv')) : null;
}

function wrongIn({ video, stated, startTime, chapters }: FoundTracks): string | null {
  const numbers = [stated, startTime, ...chapters.flatMap(({ start, end }) => [start, end])];
  if (!numbers.every(Number.isFinite)) return 'a time that is no number';
  if (video === null) return null;
  const sizes = [video.width, video.height];
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) return `a picture of ${sizes.join(' x ')}`;
  if (![0, 90, 180, 270].includes(video.rotation)) return `a turn of ${video.rotation}`;
  return Number.isFinite(video.frameRate) && video.frameRate >= 0
    ? null
    : `a frame rate of ${video.frameRate}`;
}
