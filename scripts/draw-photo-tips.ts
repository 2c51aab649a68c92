/**
 * Draws `packages/bot/assets/photo-tips.jpg`: four good photos for an avatar above four bad ones, as
 * drawings. Run it after a change: `node --conditions=@aisha/source scripts/draw-photo-tips.ts`.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { sharpPictureSheets } from '@aisha/adapters/sharp';

const side = 320;
const skin = '#f0c3a0';
const hair = '#4a3226';

type Person = {
  readonly x?: number;
  readonly y?: number;
  readonly scale?: number;
  /** How far the face is turned, in pixels that its features move. */
  readonly turn?: number;
  readonly shirt?: string;
  readonly hair?: string;
  readonly smiles?: boolean;
  readonly hides?: boolean;
};

const person = (own: Person = {}): string => {
  const { x = 160, y = 150, scale = 1, turn = 0, shirt = '#3d6fb6', smiles = true } = own;
  const colour = own.hair ?? hair;
  const mouth = smiles ? 'Q 0 70 24 48' : 'Q 0 52 22 50';
  const eyes = own.hides
    ? `<rect x="${turn - 52}" y="-22" width="46" height="32" rx="12" fill="#111"/>
       <rect x="${turn + 6}" y="-22" width="46" height="32" rx="12" fill="#111"/>
       <rect x="${turn - 8}" y="-14" width="16" height="6" fill="#111"/>
       <path d="M -84 -44 Q 0 -128 84 -44 L 112 -38 L -84 -38 Z" fill="#8a2c2c"/>`
    : `<ellipse cx="${turn - 27}" cy="-6" rx="8" ry="10" fill="#2b2b2b"/>
       <ellipse cx="${turn + 27}" cy="-6" rx="8" ry="10" fill="#2b2b2b"/>
       <path d="M ${turn - 40} -26 h 26 M ${turn + 14} -26 h 26" stroke="${colour}" stroke-width="6"/>`;
  return `<g transform="translate(${x} ${y}) scale(${scale})">
    <path d="M -150 220 Q -140 120 -40 110 L 40 110 Q 140 120 150 220 Z" fill="${shirt}"/>
    <rect x="-26" y="70" width="52" height="56" rx="22" fill="#dba985"/>
    <ellipse cx="0" cy="-14" rx="88" ry="104" fill="${colour}"/>
    <ellipse cx="${turn / 4}" cy="12" rx="74" ry="92" fill="${skin}"/>
    <path d="M -76 -22 Q ${turn} -112 78 -22 Q ${turn + 20} -62 -20 -58 Q -62 -52 -76 -22 Z" fill="${colour}"/>
    ${eyes}
    <path d="M ${turn} 2 q ${turn > 0 ? 14 : -10} 22 0 26" stroke="#c98f6c" stroke-width="5" fill="none"/>
    <path d="M ${turn - 24} 48 ${mouth
      .replace('24 48', `${turn + 24} 48`)
      .replace('22 50', `${turn + 22} 50`)
      .replace(
        'Q 0',
        `Q ${turn}`,
      )}" stroke="#b0524a" stroke-width="7" fill="none" stroke-linecap="round"/>
  </g>`;
};

const scene = (background: string, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <rect width="${side}" height="${side}" fill="${background}"/>${inside}</svg>`;

const verdict = (isGood: boolean): string =>
  isGood
    ? `<circle cx="276" cy="276" r="30" fill="#2e9e5b"/>
       <path d="M 261 277 l 11 12 l 20 -25" stroke="#fff" stroke-width="8" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`
    : `<circle cx="276" cy="276" r="30" fill="#d64545"/>
       <path d="M 264 264 l 24 24 M 288 264 l -24 24" stroke="#fff" stroke-width="8" stroke-linecap="round"/>`;

const window = `<rect x="210" y="24" width="86" height="110" fill="#f7fbff"/>
  <path d="M 253 24 v 110 M 210 79 h 86" stroke="#b9c9d6" stroke-width="6"/>`;
const trees = `<rect y="236" width="320" height="84" fill="#7fae6a"/>
  <circle cx="44" cy="150" r="56" fill="#5d9455"/><rect x="36" y="180" width="16" height="70" fill="#6b4a33"/>
  <circle cx="288" cy="166" r="46" fill="#6aa35f"/><rect x="281" y="196" width="14" height="60" fill="#6b4a33"/>`;
const blind = `<radialGradient id="sun"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#1b2130"/></radialGradient>
  <circle cx="210" cy="70" r="150" fill="url(#sun)"/>`;

const good = [
  scene('#cfe0ea', window + person()),
  scene('#e6dcc8', person({ turn: 26, shirt: '#b65c3d' })),
  scene('#bfe0f2', trees + person({ shirt: '#d8b13a', y: 158 })),
  scene('#d9d3e6', person({ smiles: false, shirt: '#2f8f83', scale: 0.72, y: 176 })),
];
const bad = [
  scene('#cfe0ea', person({ hides: true })),
  scene(
    '#e6dcc8',
    person({ x: 96, scale: 0.72, y: 170 }) +
      person({ x: 226, scale: 0.72, y: 178, hair: '#b98a3e', shirt: '#b65c3d' }),
  ),
  scene('#cfe0ea', person()),
  scene('#1b2130', `${blind}<g opacity="0.34">${person()}</g>`),
];

const drawn = async (svg: string, isGood: boolean, blur = 0): Promise<Buffer> => {
  const picture = sharp(Buffer.from(svg));
  const background = await (blur > 0 ? picture.blur(blur) : picture).png().toBuffer();
  const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${verdict(isGood)}</svg>`;
  return sharp(background)
    .composite([{ input: Buffer.from(mark) }])
    .png()
    .toBuffer();
};

/** The third of the bad ones shows what blur is. */
const blurOf = (at: number): number => (at === 2 ? 11 : 0);

// Before the sheets: they shut what reads SVG.
const pictures = [
  ...(await Promise.all(good.map((svg) => drawn(svg, true)))),
  ...(await Promise.all(bad.map((svg, at) => drawn(svg, false, blurOf(at))))),
];
const cells = pictures.map((content, at) => ({ content, number: at + 1 }));
const sheet = await sharpPictureSheets().draw({ cells, columns: 4 });
await writeFile(new URL('../packages/bot/assets/photo-tips.jpg', import.meta.url), sheet);
