import sharp from 'sharp';
import type { RgbImage } from '../../../src-main/domain/image.ts';

export interface DrawnFace {
  /** Middle of the face and half its height, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Degrees by which the head leans to the picture's right. */
  readonly lean?: number;
  readonly skin?: string;
  readonly hair?: string;
}

/** A shaded head as the detector knows heads: brows, lidded eyes with pupils, nose with its shadow, lips. */
function head({ x, y, radius, lean = 0, skin = '#e8b48c', hair = '#3a2418' }: DrawnFace): string {
  const eye = (side: number): string => `
    <ellipse cx="${side * 36}" cy="-14" rx="17" ry="9.5" fill="#fdfaf6"/>
    <circle cx="${side * 36}" cy="-13.500" r="8.5" fill="#5a3d25"/>
    <circle cx="${side * 36}" cy="-13.500" r="4" fill="#0b0705"/>
    <circle cx="${side * 36 + 3}" cy="-17" r="2" fill="#fff"/>
    <path d="M${side * 36 - 18} -14 q18 -17 36 0" fill="none" stroke="#4a2c1c" stroke-width="3.5"/>
    <path d="M${side * 36 - 22} -35 q22 -14 44 0" fill="none" stroke="${hair}" stroke-width="7" stroke-linecap="round"/>`;
  return `<g transform="translate(${x} ${y}) rotate(${lean}) scale(${radius / 100})">
    <ellipse cx="0" cy="-18" rx="92" ry="104" fill="${hair}"/>
    <rect x="-32" y="70" width="64" height="70" fill="${skin}"/>
    <ellipse cx="0" cy="0" rx="78" ry="100" fill="${skin}"/>
    <ellipse cx="0" cy="0" rx="78" ry="100" fill="url(#shade)"/>
    <path d="M-80 -30 Q-60 -100 0 -92 Q60 -100 80 -30 Q50 -72 0 -70 Q-50 -72 -80 -30" fill="${hair}"/>
    ${eye(-1)}${eye(1)}
    <path d="M-6 -8 Q-16 26 -14 30 Q0 40 14 30 Q16 26 6 -8" fill="#000" opacity=".12"/>
    <ellipse cx="-8" cy="31" rx="4" ry="2.6" fill="#6a3a28"/><ellipse cx="8" cy="31" rx="4" ry="2.6" fill="#6a3a28"/>
    <path d="M-28 58 Q-10 50 0 54 Q10 50 28 58 Q0 78 -28 58" fill="#b4524e"/>
    <path d="M-28 58 Q0 64 28 58" fill="none" stroke="#6d2b2b" stroke-width="2.500"/>
  </g>`;
}

/** A picture of drawn faces before a plain wall. */
export async function drawFaces(
  width: number,
  height: number,
  faces: readonly DrawnFace[],
): Promise<RgbImage> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><radialGradient id="shade" cx="42%" cy="38%" r="70%">
      <stop offset="0.45" stop-color="#fff" stop-opacity=".16"/><stop offset="1" stop-color="#401a08" stop-opacity=".42"/>
    </radialGradient></defs>
    <rect width="100%" height="100%" fill="#8fa3ad"/>${faces.map(head).join('')}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
