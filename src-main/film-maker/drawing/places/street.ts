import { seededRandom } from '../../../domain/random.ts';
import type { Place } from '../place.ts';

function house(x: number, width: number, height: number, colour: string, seed: number): string {
  const random = seededRandom(seed);
  const top = 268 - height;
  const windows: string[] = [];
  for (let wx = x + 14; wx + 22 < x + width; wx += 36) {
    for (let wy = top + 18; wy + 40 < 240; wy += 46) {
      const lit = random.chance(0.42);
      const fill = lit ? random.pick(['#ffd98a', '#ffc766', '#ffe3a8']) : '#1c2440';
      windows.push(
        `${lit ? `<ellipse cx="${wx + 11}" cy="${wy + 15}" rx="24" ry="26" fill="url(#lamp)" opacity=".45"/>` : ''}<rect x="${wx}" y="${wy}" width="22" height="30" rx="2" fill="${fill}"/><path d="M ${wx + 11} ${wy} v 30 M ${wx} ${wy + 13} h 22" stroke="#20243c" stroke-width="1.6"/><rect x="${wx - 2}" y="${wy + 30}" width="26" height="3" fill="#4a4f72"/>`,
      );
    }
  }
  return `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${colour}"/><rect x="${x}" y="${top}" width="${width}" height="7" fill="#3d4268"/>${windows.join('')}`;
}

function lantern(x: number): string {
  return `<ellipse cx="${x}" cy="96" rx="92" ry="88" fill="url(#lamp)"/><ellipse cx="${x}" cy="292" rx="120" ry="22" fill="url(#lamp)" opacity=".8"/><path d="M ${x} 290 V 100" stroke="#12152a" stroke-width="6"/><path d="M ${x - 12} 108 l 4 -26 h 16 l 4 26 Z" fill="#fff0c4"/><path d="M ${x - 14} 82 h 28 l -8 -10 h -12 Z M ${x - 14} 108 h 28 v 4 h -28 Z" fill="#12152a"/>`;
}

/** A town's street at night: lit windows, lamps, wet stones, a moon. */
export const street: Place = {
  light: { red: 0.92, green: 0.91, blue: 0.98 },
  background: () => {
    const random = seededRandom(77);
    const stars = Array.from(
      { length: 60 },
      () =>
        `<circle cx="${random.between(0, 960).toFixed(1)}" cy="${random.between(0, 120).toFixed(1)}" r="${random.between(0.4, 1.3).toFixed(2)}" fill="#fff" opacity="${random.between(0.3, 0.9).toFixed(2)}"/>`,
    ).join('');
    const stones = Array.from(
      { length: 70 },
      () =>
        `<ellipse cx="${random.between(0, 960).toFixed(0)}" cy="${random.between(286, 356).toFixed(0)}" rx="${random.between(8, 22).toFixed(0)}" ry="2.4" fill="${random.chance(0.3) ? '#e7b765' : '#5b6490'}" opacity="${random.between(0.08, 0.3).toFixed(2)}"/>`,
    ).join('');
    return `<defs><linearGradient id="night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#131a3a"/><stop offset=".6" stop-color="#2b3566"/><stop offset="1" stop-color="#56507c"/></linearGradient>
<linearGradient id="road" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#3a3f60"/><stop offset="1" stop-color="#1a1d33"/></linearGradient>
<radialGradient id="lamp"><stop offset="0" stop-color="#ffd889" stop-opacity=".75"/><stop offset=".4" stop-color="#ffc76b" stop-opacity=".28"/><stop offset="1" stop-color="#ffb347" stop-opacity="0"/></radialGradient>
<radialGradient id="moon"><stop offset="0" stop-color="#f7f3dc"/><stop offset="1" stop-color="#dcd8c2"/></radialGradient></defs>
<rect width="960" height="360" fill="url(#night)"/>${stars}<circle cx="640" cy="54" r="70" fill="#cfd6ff" opacity=".1"/><circle cx="640" cy="54" r="25" fill="url(#moon)"/><circle cx="632" cy="48" r="5" fill="#c9c5ae" opacity=".6"/><circle cx="648" cy="62" r="3.6" fill="#c9c5ae" opacity=".6"/>
<path d="M 0 268 V 150 h 60 v -30 h 40 v 40 h 80 v -24 h 70 v 50 h 90 v -60 h 50 v 40 h 110 v -30 h 60 v 60 h 120 v -50 h 80 v 40 h 60 v -36 h 140 V 268 Z" fill="#232b55"/>
${house(-20, 168, 214, '#33375c', 3)}${house(148, 132, 176, '#3f3a60', 5)}${house(280, 160, 232, '#2f365f', 8)}${house(520, 92, 150, '#3c3d66', 13)}${house(612, 170, 196, '#352f55', 21)}${house(782, 200, 226, '#33395f', 34)}
<rect x="186" y="196" width="58" height="72" fill="#231a2c"/><rect x="192" y="202" width="46" height="66" fill="#8a3f35"/><rect x="198" y="208" width="34" height="24" fill="#ffd98a" opacity=".8"/>
<path d="M 640 196 h 116 v 72 h -116 Z" fill="#ffd287"/><path d="M 640 196 h 116 v 72 h -116 Z M 678 196 v 72 M 718 196 v 72" fill="none" stroke="#2a2038" stroke-width="4"/><path d="M 632 190 h 132 l 8 20 h -148 Z" fill="#b04a45"/><path d="M 656 190 l -4 20 h 18 l 2 -20 Z M 690 190 l -1 20 h 18 l -1 -20 Z M 724 190 l 2 20 h 18 l -4 -20 Z" fill="#f0e0cf"/>
<rect y="266" width="960" height="94" fill="url(#road)"/><rect y="266" width="960" height="12" fill="#4c5178"/><rect y="277" width="960" height="3" fill="#23263f"/>${stones}${lantern(110)}${lantern(470)}${lantern(850)}`;
  },
  foreground: () =>
    `<path d="M -10 360 V 346 Q 200 338 480 344 T 970 342 V 360 Z" fill="#10132a" opacity=".75"/>`,
};
