import { z } from 'zod';
import { nameProblem, tidyName } from '../../domain/person-name.ts';

// What the calls of several families take and give.

export const seconds = z.number().nonnegative();

export const id = z.number().int().positive();

export const interval = z.object({ start: seconds, end: seconds });

export const problem = z.object({ code: z.string(), sentence: z.string(), remedy: z.string() });

/** Fractions of a film's picture; a face may reach beyond its edge. */
export const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** What a thing's box may be, in fractions of the picture. */
export const thingBox = z.object({
  x: z.number().min(-1).max(2),
  y: z.number().min(-1).max(2),
  width: z.number().positive().max(3),
  height: z.number().positive().max(3),
});

/** A picture as bytes in base64 (from a browser) or as a path on this machine (from the CLI or the desktop). */
export const pictureInput = z.union([
  z.object({ name: z.string().max(1000), base64: z.string().max(40_000_000) }),
  z.object({ path: z.string().max(4096) }),
]);
export type PictureInput = z.output<typeof pictureInput>;

export const rejectedPicture = z.object({ picture: z.string(), reason: z.string(), remedy: z.string() });
export type RejectedPicture = z.output<typeof rejectedPicture>;

const pixels = z.number().min(-1e6).max(1e6);

export const pixelBox = z.object({ x: pixels, y: pixels, width: pixels, height: pixels });

/** A name as it is stored; none that cannot be seen, or that would turn the writing beside it around. */
export const name = z
  .string()
  .overwrite(tidyName)
  .min(1, 'A name needs at least one letter.')
  .max(200, 'A name can be 200 characters long at most.')
  .superRefine((text, context) => {
    const message = nameProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

export const path = z.string().min(1).max(4096, 'A path can be 4096 characters long at most.');

export const paths = z.array(path).min(1).max(1000);

export const pictureInputs = z.array(pictureInput).min(1).max(10);

export const placeInFilm = z.object({ videoId: id, time: seconds.max(10_000_000), box });

export const none = z.object({});
