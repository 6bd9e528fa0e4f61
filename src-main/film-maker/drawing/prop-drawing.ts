export const propNames = ['dog', 'car', 'cup'] as const;
export type PropName = (typeof propNames)[number];

/** What a prop's drawing covers, in its own units: 100 wide, standing on y = 0. */
export interface PropDrawing {
  readonly width: 100;
  readonly height: number;
  draw(): string;
}

const dog: PropDrawing = {
  width: 100,
  height: 124,
  draw: () => `<defs><linearGradient id="coat" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#d9a05e"/><stop offset=".55" stop-color="#b97a3c"/><stop offset="1" stop-color="#7d4c22"/></linearGradient><radialGradient id="chest"><stop offset="0" stop-color="#fdf3df"/><stop offset="1" stop-color="#e6cda6"/></radialGradient><radialGradient id="dogHead" cx=".4" cy=".3" r=".8"><stop offset="0" stop-color="#e2ad6c"/><stop offset=".6" stop-color="#c08343"/><stop offset="1" stop-color="#875327"/></radialGradient></defs>
<ellipse cx="2" cy="-2" rx="46" ry="5" fill="#000" opacity=".22"/>
<path d="M 30 -16 C 52 -14 50 -44 40 -52 C 46 -38 40 -28 26 -26 Z" fill="#a86b33"/>
<path d="M -24 -3 C -36 -40 -26 -66 -4 -70 C 22 -70 40 -44 36 -14 C 36 -6 30 -3 24 -3 Z" fill="url(#coat)"/>
<path d="M 12 -4 C 6 -26 30 -40 38 -18 C 40 -8 36 -3 30 -3 Z" fill="#b0733a"/><path d="M 13 -10 C 12 -28 30 -34 36 -18" fill="none" stroke="#7d4c22" stroke-width="1.6" opacity=".6"/>
<path d="M -18 -62 C -22 -42 -14 -26 -4 -24 C 8 -28 12 -44 8 -62 Z" fill="url(#chest)"/>
<path d="M -21 -44 C -23 -26 -22 -10 -22 -5 Q -16 -1 -9 -4 L -8 -38 Z" fill="#c88a4a"/><path d="M 12 -44 C 12 -26 9 -10 9 -5 Q 3 -1 -4 -4 L -4 -38 Z" fill="#bd7f41"/><path d="M -23 -7 q 8 -5 15 1 l 0 5 h -14 Z M -5 -7 q 8 -5 15 1 l 0 5 h -14 Z" fill="#f3e2c2"/><path d="M -18 -2 v -4 M -13 -2 v -4 M 0 -2 v -4 M 5 -2 v -4" stroke="#8a5f34" stroke-width="1.1"/>
<path d="M -22 -62 Q -6 -52 12 -62 L 12 -57 Q -6 -46 -22 -57 Z" fill="#c2362f"/><circle cx="-5" cy="-49" r="4" fill="#e8c04f" stroke="#9c7522" stroke-width=".8"/>
<path d="M -30 -92 C -30 -116 18 -116 20 -92 C 21 -80 16 -70 8 -66 C 0 -58 -14 -58 -20 -66 C -28 -71 -31 -82 -30 -92 Z" fill="url(#dogHead)"/>
<path d="M -9 -110 Q -5 -96 -7 -84 L -3 -84 Q -5 -96 -1 -110 Z" fill="#fbf0da" opacity=".9"/>
<path d="M -26 -104 C -46 -108 -50 -76 -40 -64 C -32 -64 -28 -82 -23 -95 Z" fill="#7a4a20"/><path d="M 16 -104 C 36 -108 40 -76 30 -64 C 22 -64 18 -82 13 -95 Z" fill="#6a3f1a"/><path d="M -42 -72 C -44 -86 -38 -98 -30 -100" fill="none" stroke="#a06c38" stroke-width="1.6"/>
<path d="M -21 -76 C -22 -86 -12 -88 -5 -86 C 2 -88 12 -86 11 -76 C 10 -63 2 -59 -5 -59 C -12 -59 -20 -63 -21 -76 Z" fill="#f7e6c9"/><path d="M -11 -82 Q -5 -87 1 -82 Q 1 -75 -5 -74 Q -11 -75 -11 -82 Z" fill="#1c1413"/><ellipse cx="-7" cy="-81.5" rx="2" ry="1.2" fill="#fff" opacity=".7"/>
<path d="M -5 -74 V -69 M -15 -69 Q -10 -64 -5 -69 Q 0 -64 5 -69" fill="none" stroke="#3a2216" stroke-width="1.7" stroke-linecap="round"/><path d="M -9 -66 Q -5 -63 -1 -66 L -1.5 -57 Q -5 -52.5 -8.5 -57 Z" fill="#e0707a"/><path d="M -5 -65 v 7" stroke="#b04a58" stroke-width="1"/>
<ellipse cx="-15" cy="-91" rx="4.2" ry="4.8" fill="#24150e"/><ellipse cx="5" cy="-91" rx="4.2" ry="4.8" fill="#24150e"/><circle cx="-16.4" cy="-92.8" r="1.5" fill="#fff"/><circle cx="3.6" cy="-92.8" r="1.5" fill="#fff"/><path d="M -21 -99 q 5 -4 10 -1 M 1 -100 q 5 -3 10 1" stroke="#6d4320" stroke-width="2" fill="none" stroke-linecap="round"/>
<g fill="#6d4320"><circle cx="-15" cy="-74" r=".8"/><circle cx="-12" cy="-71" r=".8"/><circle cx="5" cy="-74" r=".8"/><circle cx="2" cy="-71" r=".8"/></g>`,
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

export const props: Readonly<Record<PropName, PropDrawing>> = { dog, car, cup };
