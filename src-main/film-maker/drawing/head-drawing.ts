import type { Look } from '../look.ts';
import { mix, shade, tint } from './colour.ts';
import { drawEyes, drawGlasses, eyesDefs } from './eyes-drawing.ts';
import { chinOf, halfWidthOf, outlineOf, skullTop } from './face-geometry.ts';
import type { FaceState } from './face-state.ts';
import { drawBeard, drawHairBehind, drawHairInFront, hairDefs } from './hair-drawing.ts';
import { drawMouth, drawNose, noseDefs } from './mouth-drawing.ts';

/** The part of the head's own units that a picture of a head covers. */
export const headFrame = { x: -92, y: -124, width: 184, height: 260 } as const;

function ears(look: Look, turn: number): string {
  const w = halfWidthOf(look);
  const ear = (side: -1 | 1): string => {
    const x = side * (w + 1 - side * turn * 1.6);
    const inside = shade(look.skin, 0.35);
    const ring = look.earrings
      ? `<circle cx="${x + side * 3}" cy="22" r="2.8" fill="#f0cf6a" stroke="#a37a22" stroke-width=".7"/>`
      : '';
    return `<path d="M ${x - side * 4} -13 C ${x + side * 9} -20 ${x + side * 11} 2 ${x + side * 4} 14 Q ${x} 20 ${x - side * 4} 15 Z" fill="${mix(look.skin, inside, side === 1 ? 0.45 : 0.12)}"/><path d="M ${x + side * 1} -9 Q ${x + side * 7} -9 ${x + side * 3} 8" fill="none" stroke="${inside}" stroke-width="1.6" opacity=".7"/>${ring}`;
  };
  return ear(-1) + ear(1);
}

function freckles(look: Look): string {
  if (!look.freckles) return '';
  const spots = [
    -25, 18, -19, 22, -29, 23, -14, 17, -22, 27, 25, 18, 19, 22, 29, 23, 14, 17, 22, 27, -5, 15, 6, 14,
  ];
  let dots = '';
  for (let i = 0; i < spots.length; i += 2) dots += `<circle cx="${spots[i]}" cy="${spots[i + 1]}" r="1.1"/>`;
  return `<g fill="${shade(mix(look.skin, '#b0542a', 0.5), 0.1)}" opacity=".6">${dots}</g>`;
}

function lines(look: Look, turn: number): string {
  if (look.age < 0.25) return '';
  const fold = shade(look.skin, 0.55);
  const strong = 0.75 * look.age;
  return `<g fill="none" stroke="${fold}" stroke-linecap="round" transform="translate(${turn * 2} 0)">
<path d="M -14 22 Q -23 31 -22 43 M 14 22 Q 23 31 22 43" stroke-width="1.5" opacity="${strong}"/>
<path d="M -20 -36 Q 0 -39.5 20 -36 M -23 -43 Q 0 -47 23 -43 M -3 -15 L -2 -22 M 3 -15 L 2 -22" stroke-width="1.2" opacity="${strong * 0.75}"/>
<path d="M -21 50 Q -20 56 -22 59 M 21 50 Q 20 56 22 59" stroke-width="1.1" opacity="${strong * 0.6}"/></g>`;
}

/** Skin with the light from the upper left, cheeks, sockets and the shadow of the jaw. */
function skin(look: Look, turn: number): string {
  const w = halfWidthOf(look);
  const chin = chinOf(look);
  const blush = mix(look.skin, '#d8484a', 0.5);
  return `<path d="${outlineOf(look)}" fill="url(#skin)"/>
<g clip-path="url(#faceClip)">
<ellipse cx="${-w * 0.52 + turn * 2}" cy="22" rx="15" ry="12" fill="url(#blush)"/><ellipse cx="${w * 0.52 + turn * 2}" cy="22" rx="15" ry="12" fill="url(#blush)"/>
<path d="M ${w * 0.62} ${skullTop} C ${w * 0.8} -20 ${w * 0.86} 20 ${w * 0.3} ${chin + 4} L ${w + 12} ${chin + 4} V ${skullTop} Z" fill="url(#side)"/>
<ellipse cx="${-w * 0.22 + turn}" cy="-38" rx="${w * 0.62}" ry="18" fill="url(#gleam)"/>
<ellipse cx="${-w * 0.5 + turn * 2}" cy="10" rx="14" ry="9" fill="url(#gleam)"/>
<ellipse cx="${turn * 2}" cy="${chin - 6}" rx="14" ry="8" fill="url(#gleam)"/>
</g><defs><radialGradient id="blush"><stop offset="0" stop-color="${blush}" stop-opacity=".42"/><stop offset="1" stop-color="${blush}" stop-opacity="0"/></radialGradient>
<radialGradient id="gleam"><stop offset="0" stop-color="${tint(look.skin, 0.5)}" stop-opacity=".4"/><stop offset="1" stop-color="${tint(look.skin, 0.5)}" stop-opacity="0"/></radialGradient>
<linearGradient id="side" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="${shade(look.skin, 0.6)}" stop-opacity="0"/><stop offset="1" stop-color="${shade(look.skin, 0.65)}" stop-opacity=".5"/></linearGradient></defs>`;
}

/** A head in {@link headFrame}'s units, ready to stand inside an `<svg>`. */
export function drawHead(look: Look, state: FaceState): string {
  return `<defs><radialGradient id="skin" cx=".4" cy=".36" r=".72"><stop offset="0" stop-color="${tint(look.skin, 0.26)}"/><stop offset=".5" stop-color="${look.skin}"/><stop offset="1" stop-color="${shade(look.skin, 0.42)}"/></radialGradient>
<clipPath id="faceClip"><path d="${outlineOf(look)}"/></clipPath>${eyesDefs(look)}${noseDefs(look)}${hairDefs(look)}</defs>
<g transform="rotate(${state.tilt * 1.5} 0 76)">${ears(look, state.turn)}${skin(look, state.turn)}
${lines(look, state.turn)}${freckles(look)}<g transform="translate(${state.turn * 1.2} 0)">${drawBeard(look)}</g>${drawNose(look, state)}${drawMouth(look, state)}${drawEyes(look, state)}${drawHairInFront(look)}${drawGlasses(look, state)}</g>`;
}

/** The hair behind head and neck, which does not move with the face's states. */
export function drawHeadBehind(look: Look): string {
  return `<defs>${hairDefs(look)}</defs>${drawHairBehind(look)}`;
}
