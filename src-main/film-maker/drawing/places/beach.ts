import { seededRandom } from '../../../domain/random.ts';
import type { Place } from '../place.ts';

/** A beach with pale sand, calm sea and far cliffs. */
export const beach: Place = {
  light: { red: 1.02, green: 1, blue: 0.98 },
  background: () => {
    const random = seededRandom(31);
    const glints = Array.from(
      { length: 70 },
      () =>
        `<rect x="${random.between(0, 960).toFixed(0)}" y="${random.between(160, 240).toFixed(0)}" width="${random.between(8, 30).toFixed(0)}" height="1.5" rx=".7" fill="#fff" opacity="${random.between(0.15, 0.55).toFixed(2)}"/>`,
    ).join('');
    const grains = Array.from(
      { length: 130 },
      () =>
        `<circle cx="${random.between(0, 960).toFixed(0)}" cy="${random.between(272, 358).toFixed(0)}" r="${random.between(0.6, 1.8).toFixed(1)}" fill="#b8935e" opacity=".45"/>`,
    ).join('');
    return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#6fb7e4"/><stop offset="1" stop-color="#e8f5f3"/></linearGradient><linearGradient id="sea" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#2f86a8"/><stop offset=".7" stop-color="#58b4bf"/><stop offset="1" stop-color="#b9e4d8"/></linearGradient><linearGradient id="sand" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f3e0b5"/><stop offset="1" stop-color="#d2ad74"/></linearGradient></defs><rect width="960" height="170" fill="url(#sky)"/><g fill="#fff" opacity=".85"><ellipse cx="240" cy="52" rx="80" ry="14"/><ellipse cx="276" cy="38" rx="46" ry="20"/><ellipse cx="210" cy="42" rx="34" ry="14"/><ellipse cx="760" cy="76" rx="90" ry="12"/><ellipse cx="790" cy="64" rx="44" ry="15"/></g>
<path d="M 0 158 L 0 96 Q 60 84 110 100 L 160 118 L 190 150 L 240 160 Z" fill="#c3a489"/><path d="M 0 96 Q 60 84 110 100 L 160 118 L 150 124 L 90 108 L 0 112 Z" fill="#8ba06a"/><path d="M 60 158 L 80 120 M 120 158 L 126 128" stroke="#a08468" stroke-width="3"/><rect y="156" width="960" height="114" fill="url(#sea)"/>${glints}
<path d="M 640 160 l 26 -60 l 22 60 Z" fill="#fff7e6"/><path d="M 666 100 l -18 56 h 14 Z" fill="#e46a4c"/><path d="M 630 160 h 72 q -8 14 -20 14 h -34 q -12 0 -18 -14 Z" fill="#7a4a34"/>
<path d="M 0 262 Q 120 244 260 258 T 540 254 T 960 262 V 360 H 0 Z" fill="url(#sand)"/><path d="M 0 262 Q 120 244 260 258 T 540 254 T 960 262" fill="none" stroke="#fff" stroke-width="5" opacity=".8"/><path d="M 0 270 Q 120 252 260 266 T 540 262 T 960 270" fill="none" stroke="#fff" stroke-width="2" opacity=".5"/>${grains}
<path d="M 800 330 L 820 200" stroke="#f4efe4" stroke-width="5"/><path d="M 736 216 Q 776 160 826 176 Q 884 186 896 242 Q 820 206 736 216 Z" fill="#e2574c"/><path d="M 776 206 Q 796 176 826 176 Q 836 190 840 214 Q 806 204 776 206 Z M 868 228 Q 862 196 826 176 Q 884 186 896 242 Z" fill="#fbeede"/>
<g transform="translate(120 316)"><path d="M 0 0 l 6 -18 l 8 14 l 14 -8 l -4 14 Z" fill="#e9926a"/></g>`;
  },
  foreground: () => `<path d="M 0 360 V 348 Q 160 336 330 348 T 660 344 T 960 350 V 360 Z" fill="#c59c62"/>`,
};
