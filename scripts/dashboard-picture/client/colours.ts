/** Series take these in turn: Grafana's classic palette, on dark. */
const palette = [
  '#73bf69',
  '#f2cc0c',
  '#8ab8ff',
  '#ff780a',
  '#f2495c',
  '#5794f2',
  '#b877d9',
  '#705da0',
  '#37872d',
  '#fade2a',
  '#447ebc',
  '#c15c17',
  '#890f02',
  '#0a437c',
  '#6d1f62',
  '#584477',
  '#b7dbab',
  '#f4d598',
  '#70dbed',
  '#f9ba8f',
  '#f29191',
  '#82b5d8',
  '#e5a8e2',
  '#aea2e0',
];

export const colourAt = (at: number): string => palette[at % palette.length] ?? '';

/** What a panel's file calls them. */
const named: Readonly<Record<string, string>> = {
  blue: '#5794f2',
  green: '#73bf69',
  orange: '#ff9830',
  red: '#f2495c',
};

/** Undefined where nothing is to be seen. */
export const colourNamed = (name: string): string | undefined => {
  const found = named[name];
  if (found === undefined && name !== 'transparent') throw new Error(`Which colour is ${name}?`);
  return found;
};

export const seeThrough = (colour: string, share: number): string =>
  `${colour}${Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')}`;
