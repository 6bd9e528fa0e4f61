import { seededRandom } from '../../../domain/random.ts';
import type { Place } from '../place.ts';

function shelf(x: number, y: number, width: number, seed: number): string {
  const random = seededRandom(seed);
  const books: string[] = [];
  for (let bx = x + 4; bx < x + width - 14;) {
    const w = random.between(7, 14);
    const h = random.between(34, 50);
    const colour = random.pick([
      '#8e3b34',
      '#3f5e7a',
      '#c79a4b',
      '#4d6b4a',
      '#6a4667',
      '#a8643c',
      '#d8c7a0',
      '#2f3f52',
    ]);
    books.push(
      `<rect x="${bx.toFixed(1)}" y="${(y - h).toFixed(1)}" width="${w.toFixed(1)}" height="${h.toFixed(1)}" rx="1" fill="${colour}"/><rect x="${(bx + 1.5).toFixed(1)}" y="${(y - h * 0.8).toFixed(1)}" width="${(w - 3).toFixed(1)}" height="3" fill="#f0dca8" opacity=".6"/>`,
    );
    bx += w + (random.chance(0.12) ? 12 : 0.6);
  }
  return `${books.join('')}<rect x="${x}" y="${y}" width="${width}" height="7" fill="#5a3a26"/><rect x="${x}" y="${y + 7}" width="${width}" height="5" fill="#1e120c" opacity=".35"/>`;
}

/** A warm reading room: shelves, a lamp, a tall window at dusk. */
export const library: Place = {
  light: { red: 1.02, green: 0.96, blue: 0.88 },
  background:
    () => `<defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#4a2f24"/><stop offset="1" stop-color="#2e1d18"/></linearGradient><radialGradient id="lamp"><stop offset="0" stop-color="#ffdf9a" stop-opacity=".75"/><stop offset=".5" stop-color="#ffc56a" stop-opacity=".22"/><stop offset="1" stop-color="#ffb347" stop-opacity="0"/></radialGradient><linearGradient id="dusk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5e6fa8"/><stop offset="1" stop-color="#f2a777"/></linearGradient></defs><rect width="960" height="360" fill="url(#wall)"/>
${[0, 1, 2, 3].map((row) => shelf(10, 66 + row * 66, 300, 40 + row) + shelf(320, 66 + row * 66, 130, 60 + row) + shelf(640, 66 + row * 66, 310, 80 + row)).join('')}<path d="M 312 0 h 8 v 360 h -8 Z M 450 0 h 10 v 360 h -10 Z M 630 0 h 10 v 360 h -10 Z M 0 0 h 10 v 360 h -10 Z M 950 0 h 10 v 360 h -10 Z" fill="#6b462e"/>
<path d="M 478 300 V 96 Q 545 10 612 96 V 300 Z" fill="#6b462e"/><path d="M 488 292 V 100 Q 545 26 602 100 V 292 Z" fill="url(#dusk)"/><path d="M 488 250 Q 520 226 545 244 T 602 236 V 292 H 488 Z" fill="#4c4a6a"/><path d="M 545 44 V 292 M 488 130 H 602 M 488 206 H 602" stroke="#6b462e" stroke-width="5"/>
<rect y="322" width="960" height="38" fill="#3a241a"/><circle cx="250" cy="190" r="150" fill="url(#lamp)"/><path d="M 250 322 V 206" stroke="#c9a14a" stroke-width="5"/><path d="M 216 208 L 234 166 H 266 L 284 208 Z" fill="#ffe3a3"/><ellipse cx="790" cy="142" rx="230" ry="34" fill="url(#lamp)" opacity=".55"/><path d="M 790 0 V 120" stroke="#2a1a12" stroke-width="2"/><path d="M 764 146 Q 790 108 816 146 Z" fill="#ffe3a3"/>`,
  foreground: () =>
    `<defs><linearGradient id="desk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#7a4a2c"/><stop offset="1" stop-color="#3c2214"/></linearGradient></defs><rect y="334" width="960" height="26" fill="url(#desk)"/><rect y="333" width="960" height="2.5" fill="#c08a55"/>`,
};
