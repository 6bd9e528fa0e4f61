import { z } from 'zod';

/** ffprobe writes numbers as text and `N/A` where it knows none. */
const numeric = z
  .union([z.string(), z.number()])
  .transform((value) => Number(value))
  .transform((value) => (Number.isFinite(value) ? value : undefined))
  .optional()
  .catch(undefined);
/** Pixels; a stream without a whole number of them has no picture. */
const pixels = numeric.transform((value) => (Number.isSafeInteger(value) ? value : undefined));
const text = z.string().optional().catch(undefined);
const tags = z.record(z.string(), z.string()).optional().catch(undefined);

const stream = z.object({
  index: z.number().int().nonnegative(),
  codec_type: text,
  codec_name: text,
  codec_tag_string: text,
  width: pixels,
  height: pixels,
  pix_fmt: text,
  sample_aspect_ratio: text,
  avg_frame_rate: text,
  r_frame_rate: text,
  start_time: numeric,
  duration: numeric,
  channels: numeric,
  sample_rate: numeric,
  disposition: z.object({ attached_pic: z.number().optional() }).optional().catch(undefined),
  tags,
  side_data_list: z
    .array(z.object({ rotation: numeric }))
    .optional()
    .catch(undefined)
    .transform((list) => list ?? []),
});

export type FfprobeStream = z.output<typeof stream>;

/** The part of ffprobe's JSON answer (`-show_format -show_streams -show_chapters`) that Kinora reads. */
export const ffprobeAnswer = z.object({
  format: z.object({ format_name: text, start_time: numeric, duration: numeric, tags }).optional(),
  streams: z.array(stream).max(4096).default([]),
  chapters: z
    .array(
      z.object({
        start_time: z.coerce.number(),
        end_time: z.coerce.number(),
        tags,
      }),
    )
    .max(100_000)
    .catch([])
    .default([]),
});

export type FfprobeAnswer = z.output<typeof ffprobeAnswer>;

/** Reads ffprobe's answer; null when it is no JSON or not of that form. */
export function readFfprobeAnswer(text: string): FfprobeAnswer | null {
  try {
    const parsed = ffprobeAnswer.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
