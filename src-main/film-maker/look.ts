import { z } from 'zod';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const share = z.number().min(0).max(1);

/** Everything that makes a drawn person look like themselves. Proportions are factors around 1 unless said otherwise. */
export const lookSchema = z.object({
  skin: colour,
  /** 0 a young adult, 1 very old: lines, hollow cheeks, paler lips. */
  age: share,
  face: z.object({
    width: z.number().min(0.8).max(1.25),
    /** 0 pointed, 1 square. */
    jaw: share,
    /** 0 short chin, 1 long chin. */
    chin: share,
  }),
  eyes: z.object({
    colour,
    size: z.number().min(0.75).max(1.35),
    spacing: z.number().min(0.85).max(1.18),
    /** How far the upper lid hangs. */
    lid: share,
    lashes: share,
    /** Degrees; positive lifts the outer corner. */
    slant: z.number().min(-10).max(10),
  }),
  brows: z.object({
    colour,
    thickness: z.number().min(0.4).max(1.8),
    arch: share,
    height: z.number().min(-5).max(5),
  }),
  nose: z.object({ width: z.number().min(0.7).max(1.5), length: z.number().min(0.75).max(1.35) }),
  lips: z.object({
    colour,
    fullness: z.number().min(0.5).max(1.6),
    width: z.number().min(0.8).max(1.25),
  }),
  hair: z.object({
    style: z.enum([
      'long',
      'bob',
      'short',
      'quiff',
      'curly',
      'bun',
      'receding',
      'bald',
      'fringe',
      'ponytail',
    ]),
    colour,
  }),
  beard: z.object({ style: z.enum(['none', 'full', 'moustache', 'goatee', 'stubble']), colour }),
  glasses: z.enum(['none', 'round', 'square']),
  freckles: z.boolean(),
  earrings: z.boolean(),
  clothes: z.object({ style: z.enum(['crew', 'shirt', 'hoodie', 'vneck']), colour }),
});

export type Look = z.infer<typeof lookSchema>;
