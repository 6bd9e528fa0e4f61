import type { Look } from '../look.ts';
import { mix, shade, tint } from './colour.ts';
import { mouthLine, noseLine } from './face-geometry.ts';
import type { Expression, FaceState, MouthShape } from './face-state.ts';

interface MouthForm {
  /** Half the width and height of the opening, in face units. */
  readonly halfWidth: number;
  readonly open: number;
}

const forms: Readonly<Record<MouthShape, MouthForm>> = {
  rest: { halfWidth: 16, open: 0 },
  narrow: { halfWidth: 15.5, open: 2.4 },
  half: { halfWidth: 15, open: 5 },
  open: { halfWidth: 14.5, open: 7.6 },
  round: { halfWidth: 11, open: 5.6 },
  wide: { halfWidth: 18, open: 4.2 },
};
/** How far the corners are lifted (up is negative). */
const corners: Readonly<Record<Expression, number>> = {
  neutral: -0.6,
  smile: -4.6,
  sad: 3.6,
  surprised: 0,
  cross: 2.4,
};

/** Lips, teeth and the dark between them, for one shape and expression. */
export function drawMouth(look: Look, state: FaceState): string {
  const form = forms[state.mouth];
  const widen = (state.expression === 'smile' ? 1.14 : 1) * look.lips.width;
  const w = form.halfWidth * widen * (1 - 0.015 * Math.abs(state.turn));
  const lift = corners[state.expression] * (state.mouth === 'round' ? 0.3 : 1);
  const full = look.lips.fullness * (1 - 0.25 * look.age);
  const x = state.turn * 2.5;
  const colour = mix(look.lips.colour, look.skin, 0.15 + 0.3 * look.age);
  const dark = shade(colour, 0.3);
  const light = tint(colour, 0.22);
  const open = form.open;
  const upper = 5.2 * full;
  const lower = 6.8 * full;
  const top = -open * 0.75;
  const bottom = open * 1.15;
  const innerTop = `C ${-w * 0.5} ${top + 0.8} ${-w * 0.2} ${top - 0.4} 0 ${top + 0.9} C ${w * 0.2} ${top - 0.4} ${w * 0.5} ${top + 0.8} ${w} ${lift}`;
  const innerBottom = `C ${w * 0.55} ${bottom + 1.2} ${-w * 0.55} ${bottom + 1.2} ${-w} ${lift}`;
  const teeth =
    open > 1.5
      ? `<clipPath id="mouth"><path d="M ${-w} ${lift} ${innerTop} ${innerBottom} Z"/></clipPath><g clip-path="url(#mouth)">
<path d="M ${-w} ${lift} ${innerTop} L ${w} ${top + 2.2} Q 0 ${top + 4.6} ${-w} ${top + 2.2} Z" fill="#f3ece4"/><ellipse cx="0" cy="${bottom + 1.5}" rx="${w * 0.6}" ry="${open * 0.62}" fill="#b4505a" opacity=".85"/></g>`
      : '';
  const dip = `<ellipse cx="0" cy="${bottom + lower + 4.5}" rx="${w * 0.62}" ry="2.6" fill="${shade(look.skin, 0.5)}" opacity=".28"/>`;
  return `<g transform="translate(${x} ${mouthLine})">${dip}
<path d="M ${-w} ${lift} ${innerTop} ${innerBottom} Z" fill="#3a1014"/>${teeth}
<path d="M ${-w} ${lift} C ${-w * 0.6} ${top - upper * 0.65} ${-w * 0.3} ${top - upper * 1.15} ${-w * 0.12} ${top - upper} Q 0 ${top - upper * 0.68} ${w * 0.12} ${top - upper} C ${w * 0.3} ${top - upper * 1.15} ${w * 0.6} ${top - upper * 0.65} ${w} ${lift} C ${w * 0.5} ${top + 0.8} ${w * 0.2} ${top - 0.4} 0 ${top + 0.9} C ${-w * 0.2} ${top - 0.4} ${-w * 0.5} ${top + 0.8} ${-w} ${lift} Z" fill="${dark}"/>
<path d="M ${-w} ${lift} C ${-w * 0.55} ${bottom + 1.2} ${w * 0.55} ${bottom + 1.2} ${w} ${lift} C ${w * 0.62} ${bottom + lower * 0.75} ${w * 0.36} ${bottom + lower * 1.08} 0 ${bottom + lower * 1.08} C ${-w * 0.36} ${bottom + lower * 1.08} ${-w * 0.62} ${bottom + lower * 0.75} ${-w} ${lift} Z" fill="${colour}"/>
<path d="M ${-w * 0.4} ${bottom + lower * 0.55} Q 0 ${bottom + lower * 0.85} ${w * 0.4} ${bottom + lower * 0.55}" stroke="${light}" stroke-width="1.7" stroke-linecap="round" fill="none" opacity=".75"/>
${open === 0 ? `<path d="M ${-w} ${lift} C ${-w * 0.5} ${1.6} ${-w * 0.2} ${-0.1} 0 ${1.2} C ${w * 0.2} ${-0.1} ${w * 0.5} ${1.6} ${w} ${lift}" fill="none" stroke="#4a1a1c" stroke-width="1.5" stroke-linecap="round"/>` : ''}
<circle cx="${-w - 0.6}" cy="${lift}" r="1.5" fill="${shade(look.skin, 0.6)}" opacity=".5"/><circle cx="${w + 0.6}" cy="${lift}" r="1.5" fill="${shade(look.skin, 0.6)}" opacity=".5"/></g>`;
}

export function noseDefs(look: Look): string {
  return `<linearGradient id="nose" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${shade(look.skin, 0.35)}" stop-opacity="0"/><stop offset=".45" stop-color="${tint(look.skin, 0.3)}" stop-opacity=".55"/><stop offset=".62" stop-color="${shade(look.skin, 0.25)}" stop-opacity=".15"/><stop offset="1" stop-color="${shade(look.skin, 0.5)}" stop-opacity=".5"/></linearGradient>
<radialGradient id="noseTip"><stop offset="0" stop-color="${tint(look.skin, 0.45)}" stop-opacity=".75"/><stop offset="1" stop-color="${look.skin}" stop-opacity="0"/></radialGradient>`;
}

/** Bridge, tip, wings and nostrils. Needs {@link noseDefs}. */
export function drawNose(look: Look, state: FaceState): string {
  const w = 8.6 * look.nose.width;
  const base = noseLine + (look.nose.length - 1) * 26;
  const x = state.turn * 3.4;
  const lean = state.turn * 2;
  const line = shade(look.skin, 0.55);
  return `<g>
<path d="M ${lean - 4.6} -9 C ${lean * 1.2 - 4} 4 ${x - w} ${base - 12} ${x - w} ${base - 3} Q ${x} ${base + 5} ${x + w} ${base - 3} C ${x + w} ${base - 12} ${lean * 1.2 + 4} 4 ${lean + 4.6} -9 Z" fill="url(#nose)"/>
<ellipse cx="${x - 0.8}" cy="${base - 5}" rx="${w * 0.62}" ry="5.4" fill="url(#noseTip)"/>
<path d="M ${x - w} ${base - 6} Q ${x - w - 2.4} ${base} ${x - w * 0.5} ${base + 0.6} M ${x + w} ${base - 6} Q ${x + w + 2.4} ${base} ${x + w * 0.5} ${base + 0.6}" stroke="${line}" stroke-width="1.3" fill="none" stroke-linecap="round" opacity=".75"/>
<ellipse cx="${x - w * 0.46}" cy="${base + 0.3}" rx="${w * 0.27}" ry="1.5" fill="${shade(look.skin, 0.85)}" opacity=".85"/><ellipse cx="${x + w * 0.46}" cy="${base + 0.3}" rx="${w * 0.27}" ry="1.5" fill="${shade(look.skin, 0.85)}" opacity=".85"/>
<ellipse cx="${x}" cy="${base + 5}" rx="${w * 0.9}" ry="3" fill="${shade(look.skin, 0.5)}" opacity=".3"/></g>`;
}
