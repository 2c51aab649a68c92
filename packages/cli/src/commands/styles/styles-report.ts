import {
  textIn,
  type InspectedStyle,
  type InspectedStyles,
  type PreviewedStyle,
} from '@aisha/core';
import type { LintedStyles } from '@aisha/adapters/yaml';
import { columnsTable, type PlainColumn } from '../../columns-table.ts';
import { refusalSentence } from '../../refusals.ts';
import { printable } from '../../text-width.ts';

export const lintReport = ({
  directory,
  files,
  categories,
  styles,
  faults,
}: LintedStyles): string =>
  [
    ...faults.map(({ file, line, problem }) => printable(`${file}:${line}: ${problem}`)),
    `${files} ${files === 1 ? 'pack' : 'packs'} in ${printable(directory)}: ${styles} styles in ${categories} categories, ${faults.length} faults`,
    '',
  ].join('\n');

const columns: readonly PlainColumn<InspectedStyle>[] = [
  { heading: 'STYLE', cell: ({ style }) => style.id },
  { heading: 'CATEGORY', cell: ({ style }) => style.categoryId },
  { heading: 'TITLE', cell: ({ style }) => printable(textIn(style.title, 'en')) },
  { heading: 'SHAPE', cell: ({ style }) => style.aspectRatio },
  { heading: 'ORDERS', cell: ({ orders }) => String(orders) },
  { heading: 'SAMPLE', cell: ({ preview }) => (preview ? 'yes' : 'no') },
];

export const stylesTable = ({ styles, version }: InspectedStyles, terminal: number): string =>
  styles.length === 0
    ? 'There are no such styles.\n'
    : [
        ...columnsTable(columns, styles, terminal),
        '',
        `${styles.length} styles, version ${version}`,
        '',
      ].join('\n');

export type Previewed = PreviewedStyle & { readonly styleId: string };

const said: Readonly<Record<Previewed['outcome'], string>> = {
  kept: 'has a new sample',
  there: 'had a sample already',
  ready: 'has a picture that would become its sample',
  'under-way': 'is being drawn',
  missing: 'has no picture yet',
  ordered: 'has been ordered',
  refused: 'could not be ordered',
  'style-unknown': 'is no style',
  'avatar-unknown': 'has no picture: there is no such avatar',
  'avatar-not-ready': 'has no picture: the avatar is not trained',
  unfit: 'does not suit this avatar',
};

export const previewReport = (previews: readonly Previewed[]): string =>
  [
    ...previews.map((previewed) => printable(`${previewed.styleId} ${sentenceOf(previewed)}`)),
    ...(previews.some(({ outcome }) => outcome === 'ordered')
      ? ['Run it again when they are made.']
      : []),
    '',
  ].join('\n');

const sentenceOf = (previewed: Previewed): string => {
  const sentence = said[previewed.outcome];
  if (previewed.outcome === 'ordered') return `${sentence} (${previewed.price} credits)`;
  if (previewed.outcome !== 'refused') return sentence;
  return `${sentence}: ${refusalSentence(previewed.refusal)}`;
};
