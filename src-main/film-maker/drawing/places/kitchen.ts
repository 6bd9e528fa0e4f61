import type { Place } from '../place.ts';

const tiles = Array.from({ length: 3 }, (_, row) =>
  Array.from({ length: 25 }, (_, column) => {
    const x = column * 40 - (row % 2) * 20;
    const tone = ['#f2e7d3', '#efe2cb', '#f5ecdc'][(row * 7 + column * 3) % 3];
    return `<rect x="${x}" y="${150 + row * 22}" width="38.6" height="20.6" rx="2" fill="${tone}"/>`;
  }).join(''),
).join('');

function cupboard(x: number, width: number): string {
  return `<rect x="${x}" y="-6" width="${width}" height="104" rx="4" fill="url(#wood)"/><rect x="${x + 9}" y="6" width="${width / 2 - 13}" height="82" rx="3" fill="#7fa08c" stroke="#5e7d6c" stroke-width="1.5"/><rect x="${x + width / 2 + 4}" y="6" width="${width / 2 - 13}" height="82" rx="3" fill="#7fa08c" stroke="#5e7d6c" stroke-width="1.5"/><circle cx="${x + width / 2 - 9}" cy="72" r="3" fill="#e3c27a"/><circle cx="${x + width / 2 + 9}" cy="72" r="3" fill="#e3c27a"/><rect x="${x - 3}" y="98" width="${width + 6}" height="5" fill="#3b2a22" opacity=".25"/>`;
}

/** A kitchen on a bright morning: window, tiles, counter, stove. */
export const kitchen: Place = {
  light: { red: 1.02, green: 1, blue: 0.96 },
  background:
    () => `<defs><linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#f7e9cc"/><stop offset=".5" stop-color="#f1dbb6"/><stop offset="1" stop-color="#d9b98f"/></linearGradient>
<linearGradient id="wood" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fb09c"/><stop offset="1" stop-color="#6d8f7b"/></linearGradient>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#bfe3f4"/><stop offset="1" stop-color="#fdf6dd"/></linearGradient>
<linearGradient id="counter" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#caa06c"/><stop offset="1" stop-color="#9a6f43"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fffbe0" stop-opacity=".85"/><stop offset="1" stop-color="#fffbe0" stop-opacity="0"/></radialGradient>
</defs>
<rect width="960" height="360" fill="url(#wall)"/>${tiles}
<rect x="330" y="10" width="190" height="150" rx="5" fill="#fdf8ec"/><rect x="340" y="20" width="170" height="130" fill="url(#sky)"/>
<circle cx="388" cy="62" r="52" fill="url(#glow)"/><path d="M 340 128 Q 380 104 424 122 T 510 112 V 150 H 340 Z" fill="#9cc58a"/><path d="M 340 138 Q 400 122 450 136 T 510 132 V 150 H 340 Z" fill="#76a868"/><circle cx="470" cy="106" r="20" fill="#6f9f5e"/><circle cx="486" cy="114" r="15" fill="#88b573"/>
<path d="M 425 20 V 150 M 340 82 H 510" stroke="#fdf8ec" stroke-width="6"/><path d="M 326 4 Q 352 80 336 164 H 318 V 4 Z M 524 4 Q 498 80 514 164 H 532 V 4 Z" fill="#e98f6c" opacity=".92"/><path d="M 326 4 Q 340 80 328 164 M 524 4 Q 510 80 522 164" stroke="#c96f4d" stroke-width="2" fill="none"/><rect x="312" y="0" width="226" height="8" rx="4" fill="#8a5c36"/>
<rect x="325" y="158" width="200" height="9" rx="2" fill="#fdf8ec"/><path d="M 348 158 l 4 -22 h 20 l 4 22 Z" fill="#c96b4a"/><path d="M 362 138 C 350 118 344 120 342 108 C 354 110 362 122 362 138 C 362 116 372 104 384 104 C 382 120 372 126 362 138" fill="#4f8a4e"/>
${cupboard(40, 150)}${cupboard(200, 108)}${cupboard(556, 120)}${cupboard(782, 150)}
<rect x="690" y="-10" width="80" height="70" fill="#c9cdd0"/><path d="M 680 60 H 780 L 794 96 H 666 Z" fill="#aeb4b8"/><rect x="666" y="94" width="128" height="6" fill="#8d9599"/>
<rect y="216" width="960" height="16" fill="url(#counter)"/><rect y="216" width="960" height="3" fill="#e9c996"/>
<rect y="232" width="960" height="128" fill="#6d8f7b"/>${[30, 150, 270, 390, 510, 850].map((x) => `<rect x="${x}" y="244" width="104" height="120" rx="4" fill="#7fa08c" stroke="#557463" stroke-width="1.5"/><rect x="${x + 38}" y="256" width="28" height="5" rx="2.5" fill="#e3c27a"/>`).join('')}
<rect x="660" y="210" width="140" height="150" fill="#dfe3e4"/><rect x="660" y="210" width="140" height="10" fill="#3b3f42"/><rect x="676" y="250" width="108" height="80" rx="4" fill="#3d444a"/><rect x="684" y="258" width="92" height="50" rx="3" fill="#59626a"/><path d="M 684 258 h 60 l -40 50 h -20 Z" fill="#fff" opacity=".12"/><circle cx="684" cy="234" r="5" fill="#4b5257"/><circle cx="706" cy="234" r="5" fill="#4b5257"/><circle cx="754" cy="234" r="5" fill="#4b5257"/><circle cx="776" cy="234" r="5" fill="#4b5257"/>
<path d="M 700 206 q -8 -34 24 -36 h 14 q 30 4 24 36 Z" fill="#c8453b"/><path d="M 758 182 l 18 -10 l 3 6 l -18 18 Z" fill="#a9362e"/><path d="M 712 172 q 20 -30 42 0" fill="none" stroke="#2b2b2b" stroke-width="4"/><path d="M 708 196 q -2 -18 12 -20" stroke="#fff" stroke-width="3" fill="none" opacity=".45"/>
<rect x="86" y="166" width="26" height="50" rx="4" fill="#d9e7ea" opacity=".9"/><rect x="86" y="190" width="26" height="26" rx="3" fill="#c58a4a"/><rect x="84" y="160" width="30" height="8" rx="3" fill="#7a4b2a"/><rect x="122" y="176" width="22" height="40" rx="4" fill="#e7eef0"/><rect x="122" y="194" width="22" height="22" rx="3" fill="#8a3b2a"/><rect x="120" y="170" width="26" height="8" rx="3" fill="#7a4b2a"/>
<path d="M 560 216 q -4 -30 22 -30 q 26 0 22 30 Z" fill="#f6f1e4"/><circle cx="573" cy="186" r="10" fill="#d9483b"/><circle cx="590" cy="184" r="10" fill="#e0a63a"/><circle cx="582" cy="178" r="9" fill="#7fae4a"/>
<ellipse cx="470" cy="250" rx="330" ry="150" fill="url(#glow)" opacity=".35"/>
<rect width="960" height="360" fill="url(#glow)" opacity=".12"/>`,
  foreground: () =>
    `<defs><linearGradient id="table" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#b97f4e"/><stop offset="1" stop-color="#744726"/></linearGradient></defs><path d="M 0 330 Q 480 318 960 330 V 360 H 0 Z" fill="url(#table)"/><path d="M 0 330 Q 480 318 960 330" stroke="#e2b483" stroke-width="2.5" fill="none"/>`,
};
