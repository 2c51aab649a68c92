/**
 * Draws `packages/bot/assets/welcome.jpg`: three pictures of one person, as drawings, on an evening
 * sky. Run it after a change: `node --conditions=@aisha/source scripts/draw-welcome.ts`.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const drawing = `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">
  <defs>
    <linearGradient id="dusk" x1="0" y1="0" x2="1" y2="1">
      <stop offset="0" stop-color="#2b1d52"/><stop offset="0.45" stop-color="#7b3f8c"/>
      <stop offset="0.78" stop-color="#e0708a"/><stop offset="1" stop-color="#ffb27a"/>
    </linearGradient>
    <radialGradient id="glow" cx="0.5" cy="0.45" r="0.6">
      <stop offset="0" stop-color="#fff" stop-opacity="0.35"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </radialGradient>
    <linearGradient id="sea" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffd9a0"/><stop offset="0.55" stop-color="#ff8f7a"/><stop offset="0.56" stop-color="#3a7ca5"/><stop offset="1" stop-color="#16425b"/></linearGradient>
    <linearGradient id="studio" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#cfe3ff"/><stop offset="1" stop-color="#7d9bd6"/></linearGradient>
    <linearGradient id="night" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#0b1033"/><stop offset="0.7" stop-color="#27306b"/><stop offset="1" stop-color="#5a4b8a"/></linearGradient>
    <filter id="soft" x="-20%" y="-20%" width="140%" height="150%"><feDropShadow dx="0" dy="14" stdDeviation="16" flood-color="#160b30" flood-opacity="0.45"/></filter>
    <clipPath id="frame"><rect x="-150" y="-200" width="300" height="330" rx="10"/></clipPath>
  </defs>
  <rect width="1280" height="720" fill="url(#dusk)"/>
  <rect width="1280" height="720" fill="url(#glow)"/>
  <g fill="#fff" fill-opacity="0.75">
    <circle cx="140" cy="110" r="3"/><circle cx="320" cy="70" r="2"/><circle cx="520" cy="120" r="2.5"/><circle cx="760" cy="60" r="3"/>
    <circle cx="980" cy="105" r="2"/><circle cx="1150" cy="80" r="3"/><circle cx="90" cy="330" r="2"/><circle cx="1210" cy="300" r="2.5"/><circle cx="60" cy="560" r="2"/>
  </g>
  <g filter="url(#soft)" transform="translate(330 385) rotate(-9)">
    <rect x="-170" y="-220" width="340" height="420" rx="16" fill="#fffaf3"/>
    <g clip-path="url(#frame)">
      <rect x="-150" y="-200" width="300" height="330" fill="url(#sea)"/>
      <circle cx="70" cy="-60" r="44" fill="#fff3d6"/>
      <path d="M-150 0 Q-75 -14 0 0 T150 0 V10 H-150Z" fill="#fff" fill-opacity="0.35"/>
      <path d="M-110 130 C-105 55 -70 25 -40 22 C-10 25 25 55 30 130Z" fill="#20304d"/>
      <path d="M-92 -40 C-98 -110 18 -110 12 -40 C14 0 20 30 34 52 L-114 52 C-100 30 -94 0 -92 -40Z" fill="#4a2c23"/>
      <ellipse cx="-40" cy="-28" rx="38" ry="48" fill="#f2c3a2"/>
      <path d="M-80 -36 C-70 -92 -10 -92 0 -36 C-22 -56 -52 -58 -80 -36Z" fill="#4a2c23"/>
    </g>
  </g>
  <g filter="url(#soft)" transform="translate(950 385) rotate(8)">
    <rect x="-170" y="-220" width="340" height="420" rx="16" fill="#fffaf3"/>
    <g clip-path="url(#frame)">
      <rect x="-150" y="-200" width="300" height="330" fill="url(#night)"/>
      <circle cx="84" cy="-132" r="34" fill="#f5e9c8"/><circle cx="98" cy="-140" r="30" fill="#141a45"/>
      <g fill="#fff"><circle cx="-100" cy="-160" r="2.5"/><circle cx="-40" cy="-175" r="2"/><circle cx="20" cy="-120" r="2"/><circle cx="-120" cy="-90" r="2"/><circle cx="120" cy="-60" r="2.5"/></g>
      <path d="M-150 130 L-80 10 L-20 90 L50 -20 L150 130Z" fill="#1b2150"/>
      <path d="M50 -20 L28 14 L50 6 L74 18Z" fill="#e8ecff"/>
      <path d="M-70 130 C-66 62 -38 40 -8 38 C24 40 52 62 56 130Z" fill="#b4324a"/>
      <ellipse cx="-8" cy="-8" rx="36" ry="45" fill="#d9a27e"/>
      <path d="M-46 -14 C-48 -70 32 -70 30 -14 C22 -38 -36 -40 -46 -14Z" fill="#1d1a26"/>
    </g>
  </g>
  <g filter="url(#soft)" transform="translate(640 360)">
    <rect x="-180" y="-235" width="360" height="450" rx="18" fill="#ffffff"/>
    <g clip-path="url(#frame)" transform="scale(1.06)">
      <rect x="-150" y="-200" width="300" height="330" fill="url(#studio)"/>
      <circle cx="0" cy="-30" r="150" fill="#fff" fill-opacity="0.25"/>
      <path d="M-120 130 C-112 60 -62 32 0 30 C62 32 112 60 120 130Z" fill="#5b3fa8"/>
      <path d="M-74 -44 C-84 -142 84 -142 74 -44 C78 10 92 40 104 62 L-104 62 C-92 40 -78 10 -74 -44Z" fill="#2e1f3d"/>
      <path d="M-20 10 H20 V52 C12 64 -12 64 -20 52Z" fill="#e9b795"/>
      <ellipse cx="0" cy="-36" rx="52" ry="62" fill="#f6cfb0"/>
      <path d="M-54 -44 C-46 -116 46 -116 54 -44 C28 -78 -22 -84 -54 -44Z" fill="#2e1f3d"/>
      <path d="M-26 -34 q10 -8 20 0" stroke="#3a2430" stroke-width="4" fill="none" stroke-linecap="round"/>
      <path d="M8 -34 q10 -8 20 0" stroke="#3a2430" stroke-width="4" fill="none" stroke-linecap="round"/>
      <path d="M-16 -6 q16 14 32 0" stroke="#c0566a" stroke-width="5" fill="none" stroke-linecap="round"/>
    </g>
    <g fill="#e0708a" transform="translate(0 -12)"><path d="M0 166 l7 18 18 7 -18 7 -7 18 -7 -18 -18 -7 18 -7Z"/></g>
    <g fill="#7b3f8c" transform="translate(0 -12)"><path d="M-52 176 l4 11 11 4 -11 4 -4 11 -4 -11 -11 -4 11 -4Z"/><path d="M52 176 l4 11 11 4 -11 4 -4 11 -4 -11 -11 -4 11 -4Z"/></g>
  </g>
</svg>
`;

const picture = await sharp(Buffer.from(drawing))
  .resize(1280, 720)
  .jpeg({ quality: 84, mozjpeg: true })
  .toBuffer();
await writeFile(new URL('../packages/bot/assets/welcome.jpg', import.meta.url), picture);
