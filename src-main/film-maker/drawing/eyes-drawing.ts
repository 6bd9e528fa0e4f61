import type { Look } from '../look.ts';
import { mix, shade } from './colour.ts';
import { eyeLine } from './face-geometry.ts';
import type { Expression, FaceState } from './face-state.ts';

const openness: Readonly<Record<Expression, number>> = {
  neutral: 1,
  smile: 0.86,
  sad: 0.86,
  surprised: 1.12,
  cross: 0.82,
};
/** Lift of the inner and outer end of the brow, in face units (up is negative). */
const browLift: Readonly<Record<Expression, readonly [number, number]>> = {
  neutral: [0, 0],
  smile: [-1.5, -1.5],
  sad: [-3, 1.5],
  surprised: [-3.5, -3.5],
  cross: [3.5, -1],
};

export function eyesDefs(look: Look): string {
  return `<radialGradient id="iris" cx=".5" cy=".58" r=".55"><stop offset="0" stop-color="${mix(look.eyes.colour, '#ffffff', 0.35)}"/><stop offset=".62" stop-color="${look.eyes.colour}"/><stop offset="1" stop-color="${shade(look.eyes.colour, 0.72)}"/></radialGradient>
<linearGradient id="white" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#b9b4b4"/><stop offset=".35" stop-color="#f4f1ee"/><stop offset="1" stop-color="#e6e0dd"/></linearGradient>
<radialGradient id="socket"><stop offset="0" stop-color="${shade(look.skin, 0.55)}" stop-opacity=".55"/><stop offset=".6" stop-color="${shade(look.skin, 0.5)}" stop-opacity=".22"/><stop offset="1" stop-color="${shade(look.skin, 0.5)}" stop-opacity="0"/></radialGradient>`;
}

function eye(look: Look, state: FaceState, side: -1 | 1): string {
  const foreshortened = 1 - 0.05 * Math.max(0, state.turn * side);
  const x = side * 20.5 * look.eyes.spacing * foreshortened + state.turn * 2.1;
  const w = 10.8 * look.eyes.size * foreshortened;
  const open = openness[state.expression] * (1 - 0.3 * look.eyes.lid) * state.lids;
  const up = 6.6 * look.eyes.size * open;
  const down = 4.2 * look.eyes.size * (0.3 + 0.7 * state.lids) * (state.expression === 'smile' ? 0.8 : 1);
  const lash = shade(mix(look.hair.colour, '#20130f', 0.7), 0.2);
  const inner = -side * w;
  const outer = side * w;
  const rotate = -side * look.eyes.slant;
  const fold = shade(look.skin, 0.5);
  const socket = `<ellipse cx="0" cy="-3" rx="${w * 1.5}" ry="${w * 1.1}" fill="url(#socket)"/>`;
  const bag =
    look.age > 0.3
      ? `<path d="M ${inner} 5 Q 0 ${12 + 2 * look.age} ${outer} 5" fill="none" stroke="${fold}" stroke-width="1.1" opacity="${0.5 * look.age}"/>`
      : '';
  const crowFeet =
    look.age > 0.5
      ? `<path d="M ${outer + side * 3} 0 l ${side * 6} -3 M ${outer + side * 3} 3 l ${side * 6} 1.5 M ${outer + side * 2} 6 l ${side * 5} 5" stroke="${fold}" stroke-width=".9" fill="none" opacity="${0.6 * look.age}"/>`
      : '';
  let ball: string;
  if (state.lids === 0) {
    ball = `<path d="M ${inner} 1 Q 0 ${6.5 * look.eyes.size} ${outer} 0" fill="none" stroke="${lash}" stroke-width="2.2" stroke-linecap="round"/>`;
  } else {
    const clip = `eye${side === 1 ? 'R' : 'L'}`;
    const almond = `M ${inner} 1.6 C ${inner * 0.55} ${-up} ${outer * 0.45} ${-up * 1.12} ${outer} -0.6 C ${outer * 0.6} ${down} ${inner * 0.4} ${down * 1.1} ${inner} 1.6 Z`;
    const r = 5.5 * look.eyes.size;
    const gx = state.gaze * 2.7 + state.turn * 0.7;
    ball = `<clipPath id="${clip}"><path d="${almond}"/></clipPath>
<path d="${almond}" fill="url(#white)"/>
<g clip-path="url(#${clip})"><circle cx="${gx}" cy="-.6" r="${r}" fill="url(#iris)"/><circle cx="${gx}" cy="-.6" r="${r * 0.47}" fill="#0c0809"/>
<circle cx="${gx - r * 0.36}" cy="${-0.6 - r * 0.4}" r="${r * 0.25}" fill="#fff"/><circle cx="${gx + r * 0.34}" cy="${r * 0.3}" r="${r * 0.12}" fill="#fff" opacity=".7"/>
<path d="M ${inner} ${-up * 1.3} H ${outer} V ${-up * 0.28} Q 0 ${-up * 0.62} ${inner} 0 Z" fill="#2a1618" opacity=".22"/>
<circle cx="${inner * 0.93}" cy="1.4" r="1.7" fill="#c98078" opacity=".7"/></g>
<path d="M ${inner} 1.6 C ${inner * 0.55} ${-up} ${outer * 0.45} ${-up * 1.12} ${outer} -0.6" fill="none" stroke="${lash}" stroke-width="${1.7 + 1.1 * look.eyes.lashes}" stroke-linecap="round"/>
<path d="M ${outer} -0.6 l ${side * (1.5 + 3 * look.eyes.lashes)} ${-1.5 - 2 * look.eyes.lashes}" stroke="${lash}" stroke-width="1.5" stroke-linecap="round" opacity="${look.eyes.lashes}"/>
<path d="M ${outer} -0.6 C ${outer * 0.6} ${down} ${inner * 0.4} ${down * 1.1} ${inner} 1.6" fill="none" stroke="${fold}" stroke-width=".9" opacity=".75"/>`;
  }
  const crease = `<path d="M ${inner * 0.9} ${-2.5 - up * 0.8} Q ${outer * 0.1} ${-6.4 - up * 0.85} ${outer * 1.06} ${-2.6 - up * 0.25}" fill="none" stroke="${fold}" stroke-width="1.1" opacity=".6"/>`;
  return `<g transform="translate(${x} ${eyeLine}) rotate(${rotate})">${socket}${ball}${crease}${bag}${crowFeet}</g>`;
}

function brow(look: Look, state: FaceState, side: -1 | 1): string {
  const [liftInner, liftOuter] = browLift[state.expression];
  const foreshortened = 1 - 0.05 * Math.max(0, state.turn * side);
  const x = side * 20.5 * look.eyes.spacing * foreshortened + state.turn * 2.2;
  const y = eyeLine - 15.5 - look.brows.height - 2.5 * (look.eyes.size - 1);
  const t = 2.9 * look.brows.thickness;
  const arch = 3 + 4.5 * look.brows.arch;
  const [ix, ox] = [-side * 11.5, side * 14.5];
  const iy = 2.5 + liftInner;
  const oy = 3 + liftOuter;
  return `<path transform="translate(${x} ${y})" d="M ${ix} ${iy - t * 0.45} Q ${side * 3} ${(iy + oy) / 2 - arch - t} ${ox} ${oy} Q ${side * 4} ${(iy + oy) / 2 - arch + t * 0.9} ${ix} ${iy + t * 0.75} Z" fill="${look.brows.colour}" stroke="${look.brows.colour}" stroke-width=".8" stroke-linejoin="round" opacity=".93"/>`;
}

/** Both eyes, their sockets, lids and brows. Needs {@link eyesDefs}. */
export function drawEyes(look: Look, state: FaceState): string {
  return ([-1, 1] as const).map((side) => eye(look, state, side) + brow(look, state, side)).join('');
}

export function drawGlasses(look: Look, state: FaceState): string {
  if (look.glasses === 'none') return '';
  const dx = state.turn * 2.2;
  const gap = 20.5 * look.eyes.spacing;
  const lens = (side: -1 | 1): string => {
    const cx = side * gap + dx;
    return look.glasses === 'round'
      ? `<circle cx="${cx}" cy="${eyeLine + 0.5}" r="15.6"/>`
      : `<rect x="${cx - 17}" y="${eyeLine - 11.5}" width="34" height="24" rx="5.5"/>`;
  };
  const reach = look.glasses === 'round' ? 15.6 : 17;
  const frame = look.glasses === 'round' ? '#6b4a26' : '#1b1d22';
  return `<g fill="#dff1ff" fill-opacity=".1" stroke="${frame}" stroke-width="${look.glasses === 'round' ? 2.1 : 3}">${lens(-1)}${lens(1)}
<path fill="none" d="M ${-gap + reach + dx} ${eyeLine - 1} Q ${dx} ${eyeLine - 5} ${gap - reach + dx} ${eyeLine - 1} M ${-gap - reach + dx} ${eyeLine - 2} L ${-48 * look.face.width} ${eyeLine - 5} M ${gap + reach + dx} ${eyeLine - 2} L ${48 * look.face.width} ${eyeLine - 5}"/></g>
<path d="M ${-gap + dx - 8} ${eyeLine - 7} l 7 -3 M ${gap + dx - 8} ${eyeLine - 7} l 7 -3" stroke="#fff" stroke-width="1.6" stroke-linecap="round" opacity=".5"/>`;
}
