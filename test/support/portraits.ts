import sharp from 'sharp';

const width = 900;
const height = 1200;

const places = [
  '<rect width="900" height="1200" fill="#cfdfe9"/><rect x="560" y="90" width="230" height="330" fill="#f7faff"/><path d="M675 90V420M560 255H790" stroke="#b5c9d8" stroke-width="16"/>',
  '<rect width="900" height="1200" fill="#bfe0f3"/><rect y="760" width="900" height="440" fill="#7fae6a"/><circle cx="140" cy="560" r="190" fill="#5c9354"/><rect x="115" y="690" width="50" height="180" fill="#6d4d34"/><circle cx="770" cy="620" r="150" fill="#6ba563"/>',
  '<rect width="900" height="1200" fill="#e9dcc5"/><rect x="60" y="120" width="250" height="340" fill="#b65b3c"/><rect x="90" y="150" width="190" height="280" fill="#f3e6c8"/>',
  '<linearGradient id="d" x2="0" y2="1"><stop stop-color="#fdd58d"/><stop offset="1" stop-color="#ff7d6b"/></linearGradient><rect width="900" height="1200" fill="url(#d)"/><circle cx="690" cy="360" r="130" fill="#fff3cf"/><rect y="700" width="900" height="500" fill="#2b6a94"/>',
  '<rect width="900" height="1200" fill="#c9bfe0"/><path d="M0 900L260 420L470 800L650 560L900 900V1200H0Z" fill="#7c6ba8"/><path d="M260 420L320 530L200 530Z" fill="#fff"/>',
  '<rect width="900" height="1200" fill="#28324f"/><g fill="#ffd97a"><rect x="60" y="200" width="60" height="80"/><rect x="180" y="340" width="60" height="80"/><rect x="700" y="160" width="60" height="80"/><rect x="790" y="330" width="60" height="80"/><rect x="700" y="480" width="60" height="80"/></g>',
];
const clothes = ['#3d6db7', '#d8b138', '#b65b3c', '#2f8f80', '#8b2c62', '#5a3fa8', '#c24b5a'];

/**
 * A drawn woman, always the same one, each time elsewhere, dressed otherwise, nearer or further away
 * and looking elsewhere: what a person would send, for looks and screenshots. The same number always
 * gives the same bytes.
 */
export const portrait = (number: number): Promise<Buffer> => {
  const turn = ((number * 37) % 60) - 30;
  const lean = ((number * 29) % 15) - 7;
  const scale = 0.8 + ((number * 13) % 8) / 14;
  const [x, y] = [450 + (((number * 53) % 17) - 8) * 14, 640 + (((number * 31) % 11) - 5) * 16];
  const mouth = number % 3 === 0 ? 'M-50 112Q0 128 50 112' : 'M-58 100Q0 158 58 100';
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    ${places[number % places.length] ?? ''}
    <g transform="translate(${x} ${y}) rotate(${lean}) scale(${scale})">
      <path d="M-235 330C-270 -80 -230 -330 0 -330S270 -80 235 330Z" fill="#4a2f26"/>
      <path d="M-430 900C-420 480 -300 330 0 330S420 480 430 900Z" fill="${clothes[number % clothes.length] ?? ''}"/>
      <path d="M-75 180H75V350Q0 430 -75 350Z" fill="#dba783"/>
      <ellipse cy="10" rx="178" ry="228" fill="#f0c3a0"/>
      <g transform="translate(${turn} 0)">
        <path d="M-112 -62h70M42 -62h70" stroke="#4a2f26" stroke-width="14" stroke-linecap="round"/>
        <ellipse cx="-76" cy="-8" rx="19" ry="24" fill="#2b2523"/><ellipse cx="76" cy="-8" rx="19" ry="24" fill="#2b2523"/>
        <path d="M-4 4Q-22 50 4 58" stroke="#c98f6d" stroke-width="11" fill="none" stroke-linecap="round"/>
        <circle cx="-108" cy="66" r="32" fill="#f2a08a" opacity=".5"/><circle cx="108" cy="66" r="32" fill="#f2a08a" opacity=".5"/>
        <path d="${mouth}" stroke="#b34d4d" stroke-width="15" fill="none" stroke-linecap="round"/>
      </g>
      <path d="M-182 -20C-170 -210 -60 -250 40 -238C120 -230 175 -150 182 -20C120 -60 70 -110 30 -165C-20 -100 -90 -50 -182 -20Z" fill="#5a3a2f"/>
    </g></svg>`;
  return sharp(Buffer.from(drawn)).jpeg({ quality: 88 }).toBuffer();
};

export const portraits = (count: number, first = 1): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => portrait(first + at)));

/** So blurred that nobody is known in it. */
export const blurredPortrait = async (number: number): Promise<Buffer> =>
  sharp(await portrait(number))
    .blur(28)
    .jpeg()
    .toBuffer();
