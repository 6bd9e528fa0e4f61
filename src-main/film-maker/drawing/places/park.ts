import { seededRandom } from '../../../domain/random.ts';
import type { Place } from '../place.ts';

function tree(
  x: number,
  base: number,
  size: number,
  leaves: readonly [string, string, string],
  seed: number,
): string {
  const random = seededRandom(seed);
  const crown = (colour: string, count: number, spread: number, lift: number): string =>
    Array.from({ length: count }, () => {
      const angle = random.between(0, Math.PI * 2);
      const reach = random.between(0, spread) * size;
      return `<circle cx="${(x + Math.cos(angle) * reach * 1.15).toFixed(1)}" cy="${(base - size * (1.75 + lift) + Math.sin(angle) * reach * 0.8).toFixed(1)}" r="${(size * random.between(0.2, 0.36)).toFixed(1)}" fill="${colour}"/>`;
    }).join('');
  return `<ellipse cx="${x}" cy="${base + 2}" rx="${size * 0.8}" ry="${size * 0.12}" fill="#2c4a2a" opacity=".35"/><path d="M ${x - size * 0.13} ${base} C ${x - size * 0.05} ${base - size * 0.6} ${x - size * 0.12} ${base - size} ${x - size * 0.35} ${base - size * 1.4} L ${x} ${base - size * 1.05} L ${x + size * 0.32} ${base - size * 1.45} C ${x + size * 0.12} ${base - size} ${x + size * 0.06} ${base - size * 0.6} ${x + size * 0.15} ${base} Z" fill="#6a4a35"/>${crown(leaves[2], 15, 0.72, -0.08)}${crown(leaves[1], 15, 0.6, 0.04)}${crown(leaves[0], 10, 0.42, 0.2)}`;
}

/** A park in early autumn: lake, path, trees, a bench. */
export const park: Place = {
  light: { red: 1.01, green: 1, blue: 0.95 },
  background: () => {
    const random = seededRandom(5);
    const blades = Array.from(
      { length: 120 },
      () =>
        `<path d="M ${random.between(0, 960).toFixed(0)} ${random.between(268, 356).toFixed(0)} q 2 -7 4 -9" stroke="${random.pick(['#86b45c', '#5f8f45', '#a2c46b'])}" stroke-width="1.5" fill="none"/>`,
    ).join('');
    const green = ['#9cc46a', '#74a552', '#4f8244'] as const;
    const gold = ['#f0c254', '#dd9a3c', '#b8702f'] as const;
    const red = ['#e58b4e', '#c9603a', '#96412f'] as const;
    return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#86c3e6"/><stop offset="1" stop-color="#fdf0d0"/></linearGradient><linearGradient id="lawn" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#9cc268"/><stop offset="1" stop-color="#5c8d46"/></linearGradient><linearGradient id="water" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f4ead0"/><stop offset="1" stop-color="#7eb7d3"/></linearGradient><radialGradient id="sun"><stop offset="0" stop-color="#fffbe2"/><stop offset=".3" stop-color="#fff3c0" stop-opacity=".7"/><stop offset="1" stop-color="#fff3c0" stop-opacity="0"/></radialGradient></defs>
<rect width="960" height="240" fill="url(#sky)"/><circle cx="730" cy="70" r="120" fill="url(#sun)"/>
<g fill="#ffffff" opacity=".8"><ellipse cx="180" cy="60" rx="62" ry="13"/><ellipse cx="210" cy="48" rx="36" ry="15"/><ellipse cx="520" cy="40" rx="50" ry="10"/><ellipse cx="545" cy="32" rx="28" ry="11"/></g>
<path d="M 0 190 Q 120 130 260 172 T 560 150 T 960 176 V 240 H 0 Z" fill="#a9c9b8"/><path d="M 0 206 Q 160 166 340 196 T 700 182 T 960 200 V 250 H 0 Z" fill="#86b090"/>
${tree(60, 226, 34, green, 2)}${tree(120, 222, 28, gold, 4)}${tree(410, 222, 30, green, 6)}${tree(620, 220, 26, red, 8)}${tree(680, 224, 34, green, 9)}${tree(905, 224, 32, gold, 10)}
<rect y="218" width="960" height="142" fill="url(#lawn)"/><ellipse cx="520" cy="238" rx="210" ry="17" fill="#6f9a58"/><ellipse cx="520" cy="236" rx="205" ry="15" fill="url(#water)"/><path d="M 400 236 h 60 M 500 231 h 40 M 560 241 h 70" stroke="#fff" stroke-width="1.6" opacity=".6"/>
<path d="M 640 360 C 560 320 700 280 960 262 V 290 C 800 300 760 330 840 360 Z" fill="#e3cfa3"/><path d="M 640 360 C 560 320 700 280 960 262" stroke="#c8b184" stroke-width="2" fill="none"/>
${blades}${tree(230, 292, 84, gold, 11)}${tree(840, 280, 70, red, 12)}${tree(-6, 300, 92, green, 13)}
<g><path d="M 330 262 h 110 M 330 272 h 110" stroke="#8a5a34" stroke-width="6" stroke-linecap="round"/><path d="M 322 286 h 126" stroke="#9c6a3e" stroke-width="7" stroke-linecap="round"/><path d="M 338 258 V 312 M 432 258 V 312" stroke="#3d4048" stroke-width="5" stroke-linecap="round"/></g>
<g fill="#d9893a">${Array.from({ length: 26 }, () => `<ellipse cx="${random.between(120, 420).toFixed(0)}" cy="${random.between(286, 350).toFixed(0)}" rx="4" ry="1.9" transform="rotate(${random.between(-30, 30).toFixed(0)} 0 0)" opacity=".8"/>`).join('')}</g>`;
  },
  foreground: () => {
    const random = seededRandom(12);
    return Array.from(
      { length: 90 },
      (_, i) =>
        `<path d="M ${(i * 10.8).toFixed(0)} 362 q ${random.between(-8, 8).toFixed(1)} ${random.between(-14, -6).toFixed(1)} ${random.between(-10, 10).toFixed(1)} ${random.between(-30, -14).toFixed(1)}" stroke="${random.pick(['#3f6b35', '#4f7f3f', '#335a2e'])}" stroke-width="4" stroke-linecap="round" fill="none"/>`,
    ).join('');
  },
};
