import { z } from 'zod';
import { shade, tint } from './colour.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

export const patterns = ['plain', 'patch', 'spots', 'bars'] as const;

/** What tells one dog, or one mug, from all others. */
export const marksSchema = z.object({
  /** The coat of a dog, the glaze of a mug. */
  ground: colour,
  /** The ears of a dog, the band around a mug. */
  trim: colour,
  pattern: z.enum(patterns),
  patternColour: colour,
  /** The collar of a dog, the handle of a mug. */
  detail: colour,
});

export type PropMarks = z.infer<typeof marksSchema>;

type Repaint = readonly (readonly [from: string, to: (marks: PropMarks) => string])[];

/** Which colours of the usual drawing are the individual's own. */
const dogColours: Repaint = [
  ['#dba561', ({ ground }) => tint(ground, 0.22)],
  ['#c0843f', ({ ground }) => ground],
  ['#8d5827', ({ ground }) => shade(ground, 0.38)],
  ['#94602d', ({ ground }) => shade(ground, 0.35)],
  ['#6f4520', ({ ground }) => shade(ground, 0.52)],
  ['#e6b472', ({ ground }) => tint(ground, 0.3)],
  ['#c68b45', ({ ground }) => ground],
  ['#94602c', ({ ground }) => shade(ground, 0.34)],
  ['#f0c78a', ({ ground }) => tint(ground, 0.5)],
  ['#7a4a20', ({ trim }) => trim],
  ['#a06c38', ({ trim }) => tint(trim, 0.25)],
  ['#c2362f', ({ detail }) => detail],
];
const cupColours: Repaint = [
  ['#2c5f9e', ({ ground }) => shade(ground, 0.22)],
  ['#6ea6de', ({ ground }) => tint(ground, 0.38)],
  ['#3672b4', ({ ground }) => ground],
  ['#cfd3da', ({ trim }) => shade(trim, 0.18)],
  ['#ffffff', ({ trim }) => tint(trim, 0.4)],
  ['#aab0bc', ({ trim }) => shade(trim, 0.3)],
  ['#4f8ccb', ({ detail }) => detail],
  ['stroke="#1d3f70"', ({ detail }) => `stroke="${shade(detail, 0.45)}"`],
  ['#1d3f70', ({ ground }) => shade(ground, 0.45)],
];

const ellipse = (x: number, y: number, rx: number, ry: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"/>`;

/** In units of the drawings: 100 wide, standing on y = 0. */
const dogPatterns: Readonly<Record<PropMarks['pattern'], string>> = {
  plain: '',
  patch: `<path d="M -14 -59 C 2 -61 18 -61 28 -59 C 32 -46 20 -40 6 -42 C -8 -42 -17 -48 -14 -59 Z"/>${ellipse(-27, -80, 5, 6)}`,
  spots: [
    ellipse(-16, -50, 5, 4.5),
    ellipse(-2, -42, 4.5, 4),
    ellipse(11, -52, 5, 4.5),
    ellipse(26, -46, 5, 5),
    ellipse(4, -54, 3, 3),
    ellipse(18, -38, 3.5, 3.5),
    ellipse(-22, -30, 3, 4),
  ].join(''),
  bars: [-18, -8, 2, 12, 22, 31]
    .map((x) => `<path d="M ${x} -57 q 3 12 0 24 h 4 q 3 -12 0 -24 Z"/>`)
    .join(''),
};
const cupPatterns: Readonly<Record<PropMarks['pattern'], string>> = {
  plain: '',
  patch: ellipse(-8, -46, 19, 19),
  spots: [-30, -14, 2, 17]
    .flatMap((x) => [-69, -46, -24].map((y, row) => ellipse(x + (row === 1 ? 6 : 0), y, 4.5, 4.5)))
    .join(''),
  bars: [-33, -19, -5, 9, 20].map((x) => `<path d="M ${x} -75 h 6 l -1 68 h -4 Z"/>`).join(''),
};

function repainted(svg: string, colours: Repaint, marks: PropMarks): string {
  // One pass: a colour that was put in must not be taken for one of the drawing's.
  const meant = new RegExp(colours.map(([from]) => from).join('|'), 'g');
  const paints = new Map(colours.map(([from, to]) => [from, to(marks)]));
  return svg.replace(meant, (from) => paints.get(from)!);
}

function figures(shapes: string, marks: PropMarks): string {
  return shapes === '' ? '' : `<g fill="${marks.patternColour}" opacity=".92">${shapes}</g>`;
}

/** The usual dog as this one. */
export function markedDog(svg: string, marks: PropMarks): string {
  return repainted(svg, dogColours, marks) + figures(dogPatterns[marks.pattern], marks);
}

/** The usual mug as this one. */
export function markedCup(svg: string, marks: PropMarks): string {
  return repainted(svg, cupColours, marks) + figures(cupPatterns[marks.pattern], marks);
}
