import type { Look } from '../look.ts';
import { mix, shade, tint } from './colour.ts';
import { halfWidthOf, skullTop } from './face-geometry.ts';

const top = skullTop;

export function hairDefs(look: Look): string {
  const colour = look.hair.colour;
  return `<linearGradient id="hair" x1=".15" y1="0" x2=".85" y2="1"><stop offset="0" stop-color="${tint(colour, 0.24)}"/><stop offset=".35" stop-color="${colour}"/><stop offset="1" stop-color="${shade(colour, 0.48)}"/></linearGradient>
<linearGradient id="hairBack" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(colour, 0.3)}"/><stop offset=".5" stop-color="${shade(colour, 0.42)}"/><stop offset="1" stop-color="${shade(colour, 0.2)}"/></linearGradient>`;
}

/** A cap of hair: around the skull outside, along `hairline` (from right to left) inside. */
function cap(w: number, hairline: string, rise = 8, sides = -2): string {
  return `M ${-w - 2.5} ${sides} C ${-w - 7} -50 ${-w * 0.82} ${top - rise} 0 ${top - rise} C ${w * 0.82} ${top - rise} ${w + 7} -50 ${w + 2.5} ${sides} ${hairline} Z`;
}

/** Combed lines that follow the cap from the parting to the sides. */
function strands(w: number, parting: number, colour: string): string {
  const lines: string[] = [];
  for (let i = 1; i <= 5; i++) {
    const reach = i / 5.4;
    lines.push(
      `M ${parting} ${top - 5} C ${parting + w * 0.5 * reach} ${top - 4 + 4 * i * 0.4} ${w * (0.5 + 0.42 * reach)} ${-58 + i * 2} ${w * (0.62 + 0.36 * reach)} ${-22 + i * 3}`,
    );
    lines.push(
      `M ${parting} ${top - 5} C ${parting - w * 0.5 * reach} ${top - 4 + 4 * i * 0.4} ${-w * (0.5 + 0.42 * reach)} ${-58 + i * 2} ${-w * (0.62 + 0.36 * reach)} ${-22 + i * 3}`,
    );
  }
  return `<path d="${lines.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.2" stroke-linecap="round"/>`;
}

function curls(w: number, fill: string, from: number, radius: number): string {
  const circles: string[] = [];
  for (let i = 0; i <= 14; i++) {
    const angle = Math.PI * (1.08 - (i / 14) * 1.16);
    const wobble = 1 + 0.05 * Math.sin(i * 2.4);
    circles.push(
      `<circle cx="${Math.cos(angle) * (w + from) * wobble}" cy="${-22 - Math.sin(angle) * (52 + from) * wobble}" r="${radius + 2.4 * Math.sin(i * 1.7)}" fill="${fill}"/>`,
    );
  }
  return circles.join('');
}

/** Hair that hangs behind the neck; drawn under everything else of the head. Needs {@link hairDefs}. */
export function drawHairBehind(look: Look): string {
  const w = halfWidthOf(look);
  switch (look.hair.style) {
    case 'long':
      return `<path d="M ${-w - 5} -30 C ${-w - 20} 20 ${-w - 12} 70 ${-w - 22} 116 Q ${-w + 8} 128 ${-18} 112 L 18 112 Q ${w - 8} 128 ${w + 22} 116 C ${w + 12} 70 ${w + 20} 20 ${w + 5} -30 C ${w} ${top} ${-w} ${top} ${-w - 5} -30 Z" fill="url(#hairBack)"/>`;
    case 'bob':
      return `<path d="M ${-w - 5} -30 C ${-w - 18} 0 ${-w - 16} 40 ${-w - 8} 58 Q ${-w * 0.5} 72 0 66 Q ${w * 0.5} 72 ${w + 8} 58 C ${w + 16} 40 ${w + 18} 0 ${w + 5} -30 C ${w} ${top} ${-w} ${top} ${-w - 5} -30 Z" fill="url(#hairBack)"/>`;
    case 'ponytail':
      return `<path d="M ${w * 0.6} -64 C ${w + 44} -66 ${w + 34} 20 ${w + 22} 74 C ${w + 14} 60 ${w + 4} 20 ${w * 0.7} -30 Z" fill="url(#hairBack)"/>`;
    case 'bun':
      return `<circle cx="4" cy="${top - 13}" r="21" fill="url(#hair)"/><path d="M -11 ${top - 18} Q 4 ${top - 34} 19 ${top - 16} M -8 ${top - 10} Q 6 ${top - 24} 20 ${top - 8}" fill="none" stroke="${shade(look.hair.colour, 0.4)}" stroke-width="1.4" opacity=".6"/>`;
    case 'curly':
      return (
        curls(w, shade(look.hair.colour, 0.35), 8, 17) +
        `<circle cx="${-w - 4}" cy="8" r="15" fill="${shade(look.hair.colour, 0.4)}"/><circle cx="${w + 4}" cy="8" r="15" fill="${shade(look.hair.colour, 0.45)}"/>`
      );
    default:
      return '';
  }
}

/** Hair over forehead and temples; drawn over the face. Needs {@link hairDefs}. */
export function drawHairInFront(look: Look): string {
  const w = halfWidthOf(look);
  const light = tint(look.hair.colour, 0.35);
  const dark = shade(look.hair.colour, 0.5);
  const filled = (path: string, parting: number, more = ''): string =>
    `<clipPath id="hairClip"><path d="${path}"/></clipPath><path d="${path}" fill="url(#hair)"/><g clip-path="url(#hairClip)"><g opacity=".38">${strands(w, parting, dark)}</g><g opacity=".3" transform="translate(3 2)">${strands(w * 0.93, parting, light)}</g>${more}</g>`;
  const shine = `<path d="M ${-w * 0.72} ${-52} Q ${-w * 0.3} ${top + 3} ${w * 0.12} ${top + 2}" fill="none" stroke="${light}" stroke-width="7" stroke-linecap="round" opacity=".15"/>`;
  switch (look.hair.style) {
    case 'long':
    case 'bob': {
      const low = look.hair.style === 'long' ? 62 : 44;
      const path = `M ${-w - 4} ${low} C ${-w - 17} 10 ${-w - 12} ${top - 10} -2 ${top - 9} C ${w + 12} ${top - 10} ${w + 17} 10 ${w + 4} ${low} C ${w - 1} 34 ${w + 1} 4 ${w - 4} -14 C ${w - 9} -38 ${w * 0.4} -46 ${w * 0.06} -57 C ${-w * 0.3} -46 ${-w + 9} -38 ${-w + 4} -14 C ${-w - 1} 4 ${-w + 1} 34 ${-w - 4} ${low} Z`;
      return filled(path, 3, shine);
    }
    case 'fringe': {
      const hairline = `L ${w - 3} -8 L ${w - 5} -24 L ${w * 0.62} -27 L ${w * 0.5} -31 L ${w * 0.28} -25 L ${w * 0.1} -30 L ${-w * 0.14} -24 L ${-w * 0.34} -30 L ${-w * 0.58} -25 L ${-w * 0.72} -29 L ${-w + 5} -22 L ${-w + 3} -8`;
      return filled(cap(w, hairline, 11, 12), -6, shine);
    }
    case 'quiff': {
      const path = `M ${-w - 2} -6 C ${-w - 7} -46 ${-w * 0.95} ${top - 6} ${-w * 0.5} ${top - 15} C ${-w * 0.1} ${top - 27} ${w * 0.7} ${top - 20} ${w * 0.86} ${top + 6} C ${w + 5} -52 ${w + 6} -30 ${w + 2} -6 L ${w - 3} -18 C ${w - 3} -36 ${w * 0.72} -50 ${w * 0.58} -53 C ${w * 0.2} -50 ${-w * 0.3} -60 ${-w * 0.62} -50 C ${-w * 0.84} -42 ${-w + 3} -32 ${-w + 3} -18 Z`;
      return filled(path, -w * 0.5, shine);
    }
    case 'receding': {
      const side = (s: -1 | 1): string =>
        `<path d="M ${s * (w + 2)} 4 C ${s * (w + 8)} -30 ${s * w} -60 ${s * w * 0.62} ${top + 15} C ${s * w * 0.74} -46 ${s * (w - 5)} -34 ${s * (w - 3)} -8 Z" fill="url(#hair)"/>`;
      return side(-1) + side(1);
    }
    case 'bald':
      return `<ellipse cx="${-w * 0.3}" cy="${top + 20}" rx="${w * 0.36}" ry="9" fill="url(#gleam)" transform="rotate(-18 ${-w * 0.3} ${top + 20})"/>`;
    case 'curly': {
      const small: string[] = [];
      for (let i = 0; i <= 9; i++) {
        const angle = Math.PI * (1.0 - i / 9);
        small.push(
          `<circle cx="${Math.cos(angle) * (w - 1)}" cy="${-26 - Math.sin(angle) * 33}" r="${10 + 2 * Math.sin(i * 2.1)}" fill="${i % 2 ? look.hair.colour : mix(look.hair.colour, dark, 0.3)}"/>`,
        );
      }
      return `${curls(w, look.hair.colour, 0, 13)}${small.join('')}${curls(w - 8, light, -6, 3.4).replaceAll('<circle', '<circle opacity=".22"')}`;
    }
    case 'bun':
    case 'ponytail': {
      const hairline = `L ${w - 3} -12 C ${w - 6} -36 ${w * 0.55} -52 0 -55 C ${-w * 0.55} -52 ${-w + 6} -36 ${-w + 3} -12`;
      return filled(cap(w, hairline, 8, -4), look.hair.style === 'bun' ? 2 : w * 0.4, shine);
    }
    case 'short': {
      const hairline = `L ${w - 3} -16 C ${w - 2} -34 ${w * 0.74} -46 ${w * 0.56} -48 C ${w * 0.2} -53 ${-w * 0.2} -45 ${-w * 0.52} -49 C ${-w * 0.76} -44 ${-w + 2} -34 ${-w + 3} -16`;
      return filled(cap(w, hairline, 7, -6), -w * 0.35, shine);
    }
  }
}

/** Beard and moustache; drawn over the skin, under the lips. */
export function drawBeard(look: Look): string {
  if (look.beard.style === 'none') return '';
  const w = halfWidthOf(look);
  const c = look.beard.colour;
  const moustache = `<path d="M -21 40 C -16 31 -6 29 0 32.5 C 6 29 16 31 21 40 C 14 38 6 37.5 0 38.5 C -6 37.5 -14 38 -21 40 Z" fill="${c}" opacity=".96"/><path d="M -16 37 Q -8 32 -1 34 M 16 37 Q 8 32 1 34" stroke="${tint(c, 0.25)}" stroke-width="1" fill="none" opacity=".45"/>`;
  const jaw = w * (0.7 + 0.22 * look.face.jaw);
  switch (look.beard.style) {
    case 'moustache':
      return moustache;
    case 'goatee':
      return `${moustache}<path d="M -19 40 C -22 52 -17 72 0 75 C 17 72 22 52 19 40 C 17 49 12 53 0 53 C -12 53 -17 49 -19 40 Z" fill="${c}" opacity=".95"/>`;
    case 'stubble':
      return `<path d="M ${-w + 1} 6 C ${-w + 2} 30 ${-jaw} 48 ${-jaw * 0.7} 58 Q 0 80 ${jaw * 0.7} 58 C ${jaw} 48 ${w - 2} 30 ${w - 1} 6 C ${w - 8} 28 26 31 19 32 Q 0 26 -19 32 C -26 31 ${-w + 8} 28 ${-w + 1} 6 Z" fill="${c}" opacity=".3"/>`;
    case 'full':
      return `<path d="M ${-w - 1} -4 C ${-w + 1} 30 ${-jaw - 2} 52 ${-jaw * 0.74} 64 Q 0 92 ${jaw * 0.74} 64 C ${jaw + 2} 52 ${w - 1} 30 ${w + 1} -4 C ${w - 6} 20 ${w * 0.72} 33 ${w * 0.5} 35 Q 10 30 0 32 Q -10 30 ${-w * 0.5} 35 C ${-w * 0.72} 33 ${-w + 6} 20 ${-w - 1} -4 Z" fill="${c}"/>
<path d="M ${-jaw * 0.8} 50 Q ${-jaw * 0.6} 66 ${-10} 76 M ${-jaw * 0.55} 48 Q -20 62 -4 70 M ${jaw * 0.8} 50 Q ${jaw * 0.6} 66 10 76 M ${jaw * 0.55} 48 Q 20 62 4 70 M -4 60 L 0 78" stroke="${tint(c, 0.25)}" stroke-width="1.3" fill="none" opacity=".4" stroke-linecap="round"/>${moustache}`;
  }
}
