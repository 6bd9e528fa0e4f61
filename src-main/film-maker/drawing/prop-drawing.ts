import { markedCup, markedDog, type PropMarks } from './prop-marks.ts';

export const propNames = ['dog', 'car', 'cup'] as const;
export type PropName = (typeof propNames)[number];

/** What a prop's drawing covers, in its own units: 100 wide, standing on y = 0. */
export interface PropDrawing {
  readonly width: 100;
  readonly height: number;
  /** With `marks` one of its kind, otherwise the usual one. A car has no marks. */
  draw(marks?: PropMarks): string;
}

const dog: PropDrawing = {
  width: 100,
  height: 92,
  draw: () => `<defs><linearGradient id="coat" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#dba561"/><stop offset=".5" stop-color="#c0843f"/><stop offset="1" stop-color="#8d5827"/></linearGradient><linearGradient id="far" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#94602d"/><stop offset="1" stop-color="#6f4520"/></linearGradient><radialGradient id="skull" cx=".45" cy=".3" r=".8"><stop offset="0" stop-color="#e6b472"/><stop offset=".6" stop-color="#c68b45"/><stop offset="1" stop-color="#94602c"/></radialGradient></defs>
<ellipse cx="4" cy="-1.500" rx="44" ry="4" fill="#000" opacity=".25"/>
<path d="M -12 -34 C -11 -22 -14 -12 -13 -4 Q -17 -1 -18 -2 Q -20 -5 -15 -6 C -18 -16 -22 -24 -20 -36 Z" fill="url(#far)"/><path d="M 33 -36 C 38 -26 32 -20 35 -12 C 36 -8 34 -6 34 -4 Q 30 -1 27 -2 Q 25 -5 29 -7 C 27 -16 22 -22 22 -34 Z" fill="url(#far)"/>
<path d="M 36 -52 C 46 -54 50 -66 46 -78 C 44 -83 40 -82 41 -77 C 43 -68 40 -62 32 -60 Z" fill="url(#coat)"/>
<path d="M -26 -58 C -14 -61 10 -59 26 -60 C 38 -60 43 -50 40 -40 C 39 -31 33 -27 24 -28 C 10 -30 2 -24 -12 -24 C -24 -24 -30 -34 -30 -44 Z" fill="url(#coat)"/>
<path d="M -30 -46 C -29 -34 -24 -25 -14 -24 C -16 -32 -20 -42 -20 -50 Z" fill="#f0dab4" opacity=".9"/><path d="M -10 -24.500 C 2 -25 12 -29 23 -28.500 Q 10 -33 -8 -29 Z" fill="#e7cb9d" opacity=".7"/>
<path d="M -24 -42 C -28 -26 -25 -14 -26 -5 Q -32 -3 -31 -1 Q -26 .5 -20 -1 C -19 -10 -17 -20 -12 -28 Q -12 -38 -18 -44 Z" fill="url(#coat)"/><path d="M 22 -44 C 20 -32 24 -24 21 -16 C 20 -11 22 -8 21 -5 Q 15 -3 16 -1 Q 21 .5 27 -1 C 29 -6 28 -12 31 -18 C 36 -24 41 -32 40 -42 C 36 -50 26 -52 22 -44 Z" fill="url(#coat)"/><path d="M 21 -40 C 20 -32 23 -26 22 -18" fill="none" stroke="#7d4c22" stroke-width="1.200" opacity=".5"/>
<path d="M -31 -1 Q -32 -4 -26 -5 L -20 -4 V -1 Q -26 .5 -31 -1 Z M 16 -1 Q 15 -4 21 -5 L 27 -4 V -1 Q 21 .5 16 -1 Z" fill="#f0dab4"/>
<path d="M -34 -74 C -30 -62 -32 -50 -28 -44 C -22 -42 -14 -48 -12 -58 C -14 -68 -18 -76 -24 -80 Z" fill="url(#coat)"/>
<path d="M -33 -56 Q -23 -49 -12 -57 L -13 -53 Q -23 -45 -32 -51.500 Z" fill="#c2362f"/><circle cx="-27" cy="-47" r="2.800" fill="#e8c04f" stroke="#9c7522" stroke-width=".6"/>
<path d="M -16 -78 C -18 -88 -28 -92 -35 -88 C -39 -86 -40 -81 -43 -78.500 C -48 -77 -54 -76 -55 -72 C -56 -67 -52 -64 -47 -63.500 C -42 -62 -36 -60 -30 -61 C -22 -62 -16 -68 -16 -78 Z" fill="url(#skull)"/>
<path d="M -43 -78.500 C -48 -77 -54 -76 -55 -72 C -56 -67 -52 -64 -47 -63.500 C -43 -62.500 -40 -62 -38 -63 C -36 -68 -38 -75 -43 -78.500 Z" fill="#f0dab4"/>
<path d="M -50 -63.500 C -52 -58 -49 -54.500 -46.500 -56 C -44.500 -58 -45 -61 -45.500 -63 Z" fill="#e0707a"/><path d="M -54 -67 C -50 -64 -44 -64.500 -39 -66" fill="none" stroke="#4a2a18" stroke-width="1.200" stroke-linecap="round"/>
<path d="M -51.500 -76.500 Q -56.500 -77 -56.500 -72.500 Q -54 -70.500 -51 -72 Z" fill="#1c1413"/><ellipse cx="-54" cy="-75" rx="1.100" ry=".7" fill="#fff" opacity=".7"/>
<circle cx="-37.500" cy="-79" r="2.400" fill="#24150e"/><circle cx="-38.300" cy="-79.900" r=".8" fill="#fff"/><path d="M -41 -83.500 q 3 -2.500 6 -.5" stroke="#7d4c22" stroke-width="1.300" fill="none" stroke-linecap="round"/>
<path d="M -27 -88 C -18 -90 -12 -80 -13 -70 C -14 -63 -18 -59 -22 -61 C -26 -64 -25 -72 -29 -79 C -30 -83 -30 -87 -27 -88 Z" fill="#7a4a20"/><path d="M -25 -85 C -20 -84 -17 -76 -18 -67" fill="none" stroke="#a06c38" stroke-width="1.300" opacity=".8"/>
<path d="M -14 -55 C 0 -58 14 -57 26 -57" fill="none" stroke="#f0c78a" stroke-width="1.600" opacity=".6" stroke-linecap="round"/>`,
};

const car: PropDrawing = {
  width: 100,
  height: 44,
  draw: () => `<defs><linearGradient id="paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f0574a"/><stop offset=".45" stop-color="#c92f2a"/><stop offset="1" stop-color="#7c1719"/></linearGradient><linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#dcebf5"/><stop offset=".5" stop-color="#86a6bf"/><stop offset="1" stop-color="#3d556e"/></linearGradient><radialGradient id="wheel"><stop offset="0" stop-color="#e8eaec"/><stop offset=".46" stop-color="#a3a9ae"/><stop offset=".5" stop-color="#1a1b1e"/><stop offset="1" stop-color="#26272b"/></radialGradient><radialGradient id="beam"><stop offset="0" stop-color="#fff4c2" stop-opacity=".9"/><stop offset="1" stop-color="#fff4c2" stop-opacity="0"/></radialGradient></defs>
<ellipse cx="0" cy="-1.5" rx="49" ry="3" fill="#000" opacity=".35"/>
<path d="M -48 -10 C -49 -19 -46 -23 -36 -24.5 C -28 -26 -24 -38 -14 -40.5 C -2 -43 14 -42.5 21 -38 C 27 -34 30 -27 34 -25 C 44 -24 48 -20 48 -11 Q 48 -7.5 44 -7.5 H -44 Q -48 -7.5 -48 -10 Z" fill="url(#paint)"/>
<path d="M -29 -25 C -24 -30 -21 -37 -13 -38.3 L -3 -39.2 V -25 Z" fill="url(#glass)"/><path d="M 0 -39.4 C 8 -39.8 15 -39 19 -36.4 C 24 -33 26 -28 28 -25 H 0 Z" fill="url(#glass)"/><path d="M -20 -25 l 8 -13 h 5 l -8 13 Z M 6 -25 l 6 -14 h 3 l -5 14 Z" fill="#fff" opacity=".3"/>
<path d="M -47 -18 C -20 -22 20 -22 47.5 -18" fill="none" stroke="#ff9a8a" stroke-width="1" opacity=".8"/><path d="M -1.5 -24 V -9 M -24 -23 C -25 -16 -22 -11 -20 -9 M 22 -24 C 26 -18 24 -12 22 -9" fill="none" stroke="#6d1416" stroke-width=".8"/><rect x="-9" y="-21" width="5.5" height="1.4" rx=".7" fill="#f3d6d0"/><rect x="12" y="-21" width="5.5" height="1.4" rx=".7" fill="#f3d6d0"/>
<path d="M 43 -20 q 5 1 5 5 l -6 .5 q -2 -4 1 -5.500 Z" fill="#fff2b8"/><ellipse cx="49" cy="-16" rx="9" ry="6" fill="url(#beam)" opacity=".7"/><path d="M -47.500 -20 q 4 0 4 5 h -4.500 Z" fill="#ff5a3c"/><rect x="-49" y="-10.500" width="98" height="3.200" rx="1.600" fill="#3a3d42"/>
<g>${[-29, 29].map((x) => `<path d="M ${x - 11.5} -8 a 11.500 11.500 0 0 1 23 0 Z" fill="#2a0d0f"/><circle cx="${x}" cy="-8.500" r="8.700" fill="url(#wheel)"/><circle cx="${x}" cy="-8.500" r="1.600" fill="#55595e"/><path d="M ${x} -12.500 V -4.500 M ${x - 4} -8.500 H ${x + 4}" stroke="#6d7277" stroke-width=".9"/>`).join('')}</g>
<path d="M -16 -25 q 2 -4 5 -4 q 4 0 5 4 Z" fill="#26303b"/><circle cx="-11" cy="-31" r="3" fill="#26303b"/>`,
};

const cup: PropDrawing = {
  width: 100,
  height: 96,
  draw: () => `<defs><linearGradient id="glaze" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#2c5f9e"/><stop offset=".3" stop-color="#6ea6de"/><stop offset=".6" stop-color="#3672b4"/><stop offset="1" stop-color="#1d3f70"/></linearGradient><linearGradient id="stripe" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#cfd3da"/><stop offset=".3" stop-color="#ffffff"/><stop offset="1" stop-color="#aab0bc"/></linearGradient></defs>
<ellipse cx="-4" cy="-3" rx="44" ry="6" fill="#000" opacity=".28"/>
<path d="M 24 -70 C 50 -74 54 -26 22 -24" fill="none" stroke="#1d3f70" stroke-width="10"/><path d="M 25 -70 C 48 -72 50 -28 22 -25" fill="none" stroke="#4f8ccb" stroke-width="5.500"/>
<path d="M -42 -84 C -42 -40 -38 -12 -32 -5 Q -8 2 18 -5 C 24 -12 28 -40 28 -84 Z" fill="url(#glaze)"/><path d="M -41.300 -58 Q -7 -48 27.200 -58 L 26 -40 Q -7 -30 -40 -40 Z" fill="url(#stripe)"/>
<ellipse cx="-7" cy="-84" rx="35" ry="9" fill="#e9f1fa"/><ellipse cx="-7" cy="-83" rx="31" ry="7" fill="#28476e"/><ellipse cx="-7" cy="-80.500" rx="28" ry="4.600" fill="#5a3420"/><path d="M -30 -74 C -30 -46 -28 -24 -25 -14" stroke="#fff" stroke-width="4" opacity=".35" fill="none" stroke-linecap="round"/>`,
};

function withMarks(usual: PropDrawing, marked: (svg: string, marks: PropMarks) => string): PropDrawing {
  return { ...usual, draw: (marks) => (marks ? marked(usual.draw(), marks) : usual.draw()) };
}

export const props: Readonly<Record<PropName, PropDrawing>> = {
  dog: withMarks(dog, markedDog),
  car,
  cup: withMarks(cup, markedCup),
};
