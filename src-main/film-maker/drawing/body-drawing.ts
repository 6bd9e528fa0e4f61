import type { Look } from '../look.ts';
import { shade, tint } from './colour.ts';
import { drawHeadBehind } from './head-drawing.ts';

/** The part of the head's own units that a picture of neck, shoulders and chest covers. */
export const bodyFrame = { x: -160, y: -124, width: 320, height: 620 } as const;

/** Where the shoulders are widest, and how much wider the body is at its drawing's lower end. */
const shoulderLine = 128;
const bodyEnd = 500;
const bodyGrowth = 34;

/** Half the width of the shoulders. */
function shoulderOf(look: Look): number {
  return 106 + 26 * (look.face.jaw - 0.4);
}

/** About half the width of a body at a height in the head's units, from the shoulders downwards. */
export function halfWidthAt(look: Look, height: number): number {
  const down = Math.max(0, Math.min(1, (height - shoulderLine) / (bodyEnd - shoulderLine)));
  // The sides leave the shoulders quickly and then fall nearly straight.
  return shoulderOf(look) + bodyGrowth * Math.sqrt(down);
}

function collar(look: Look): string {
  const c = look.clothes.colour;
  switch (look.clothes.style) {
    case 'crew':
      return `<path d="M -31 96 Q 0 124 31 96" fill="none" stroke="${shade(c, 0.35)}" stroke-width="6" stroke-linecap="round"/><path d="M -31 96 Q 0 124 31 96" fill="none" stroke="${tint(c, 0.2)}" stroke-width="1.2"/>`;
    case 'vneck':
      return `<path d="M -31 94 L 0 146 L 31 94 L 24 90 L 0 130 L -24 90 Z" fill="${shade(c, 0.35)}"/><path d="M -24 90 L 0 130 L 24 90 L 20 84 L -20 84 Z" fill="${look.skin}"/><path d="M -24 90 L 0 130 L 24 90 L 20 84 L -20 84 Z" fill="${shade(look.skin, 0.5)}" opacity=".4"/>`;
    case 'shirt':
      return `<path d="M -1.2 118 V 500 h 2.4 V 118 Z" fill="${shade(c, 0.3)}"/><path d="M -30 86 L -36 104 L -13 130 L 0 112 Z M 30 86 L 36 104 L 13 130 L 0 112 Z" fill="${tint(c, 0.4)}" stroke="${shade(c, 0.35)}" stroke-width="1.2"/>${[150, 195, 240, 285].map((y) => `<circle cx="4" cy="${y}" r="2.6" fill="${tint(c, 0.6)}" stroke="${shade(c, 0.4)}" stroke-width=".7"/>`).join('')}`;
    case 'hoodie':
      return `<path d="M -46 100 C -52 78 -30 84 -26 92 Q 0 126 26 92 C 30 84 52 78 46 100 Q 24 142 0 144 Q -24 142 -46 100 Z" fill="${shade(c, 0.22)}"/><path d="M -30 98 Q 0 130 30 98" stroke="${shade(c, 0.55)}" stroke-width="4" fill="none"/><path d="M -13 128 V 178 M 13 128 V 172" stroke="${tint(c, 0.65)}" stroke-width="2.6" stroke-linecap="round"/>`;
  }
}

/** Neck, shoulders, chest and the hair that hangs behind them, in the head's units. */
export function drawBody(look: Look): string {
  const c = look.clothes.colour;
  const neck = 23 * (0.75 + 0.25 * look.face.width) + 3 * look.face.jaw;
  const shoulder = shoulderOf(look);
  const torso = `M ${-neck - 9} 92 Q 0 122 ${neck + 9} 92 C ${neck + 34} 104 ${shoulder - 22} 104 ${shoulder} 128 C ${shoulder + 22} 156 ${shoulder + 26} 240 ${shoulder + 34} 500 L ${-shoulder - 34} 500 C ${-shoulder - 26} 240 ${-shoulder - 22} 156 ${-shoulder} 128 C ${-shoulder + 22} 104 ${-neck - 34} 104 ${-neck - 9} 92 Z`;
  return `<defs><linearGradient id="cloth" x1="0" y1="0" x2="1" y2=".35"><stop offset="0" stop-color="${tint(c, 0.16)}"/><stop offset=".5" stop-color="${c}"/><stop offset="1" stop-color="${shade(c, 0.5)}"/></linearGradient>
<linearGradient id="neck" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(look.skin, 0.5)}"/><stop offset=".55" stop-color="${shade(look.skin, 0.24)}"/><stop offset="1" stop-color="${shade(look.skin, 0.16)}"/></linearGradient>
<linearGradient id="fall" x1="0" y1="0" x2="0" y2="1"><stop offset=".35" stop-color="#140a16" stop-opacity="0"/><stop offset="1" stop-color="#140a16" stop-opacity=".45"/></linearGradient></defs>
${drawHeadBehind(look)}<g transform="translate(0 -9)">
<path d="M ${-neck} 30 L ${-neck - 1} 78 Q ${-neck - 4} 92 ${-neck - 20} 99 L 0 140 L ${neck + 20} 99 Q ${neck + 4} 92 ${neck + 1} 78 L ${neck} 30 Z" fill="url(#neck)"/>
<path d="${torso}" fill="url(#cloth)"/>
<path d="M ${-shoulder + 26} 190 C ${-shoulder + 20} 260 ${-shoulder + 28} 330 ${-shoulder + 24} 500 M ${shoulder - 26} 190 C ${shoulder - 20} 260 ${shoulder - 28} 330 ${shoulder - 24} 500" fill="none" stroke="${shade(c, 0.55)}" stroke-width="2.4" opacity=".35" stroke-linecap="round"/>
${collar(look)}
<path d="${torso}" fill="url(#fall)"/></g>`;
}
