import { describe, expect, it } from 'vitest';
import { columnsTable } from './columns-table.ts';

type Row = { readonly name: string; readonly why: string };

const columns = [
  { heading: 'NAME', least: 8, cell: ({ name }: Row) => name },
  { heading: 'WHY', least: 6, cell: ({ why }: Row) => why },
  { heading: 'ID', cell: () => '0123456789' },
];
const rows = [{ name: 'Ada', why: 'because somebody asked for it' }];

describe('a table', () => {
  it('is as wide as it needs to be', () => {
    expect(columnsTable(columns, rows, 200)).toEqual([
      'NAME  WHY                            ID',
      'Ada   because somebody asked for it  0123456789',
    ]);
  });

  it('narrows what may give way, so that nothing else is cut', () => {
    expect(columnsTable(columns, rows, 30)).toEqual([
      'NAME  WHY           ID',
      'Ada   because som…  0123456789',
    ]);
  });

  it('narrows the widest first, wide characters counted', () => {
    const wide = [{ name: '日本語の名前です', why: 'because' }];
    expect(columnsTable(columns, wide, 31)).toEqual(
      ['NAME        WHY      ID'.padEnd(24), '日本語の…   because  0123456789'].map((line) =>
        line.trimEnd(),
      ),
    );
  });

  it('cuts the line where even that is too much', () => {
    expect(columnsTable(columns, rows, 20)).toEqual(['NAME  WHY     ID', 'Ada   becau…  01234…']);
  });

  it('puts an id above the rest where there is no room beside it, and cuts nothing', () => {
    const id = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';
    const listed = [{ heading: 'ID', cell: () => id }, ...columns];
    expect(columnsTable(listed, rows, 80)).toEqual([
      'ID                                    NAME  WHY                       ID',
      `${id}  Ada   because somebody asked …  0123456789`,
    ]);
    expect(columnsTable(listed, rows, 50)).toEqual([
      'ID',
      '  NAME  WHY                            ID',
      id,
      '  Ada   because somebody asked for it  0123456789',
    ]);
  });

  it('puts what follows the id above the rest as well where it is as long, whole in as many lines as it takes', () => {
    const id = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';
    const two = [
      { heading: 'ID', cell: () => id },
      { heading: 'TO', cell: () => `user ${id}` },
    ];
    expect(columnsTable([...two, ...columns], rows, 56)).toEqual([
      'ID',
      '  TO',
      '    NAME  WHY                            ID',
      id,
      `  user ${id}`,
      '    Ada   because somebody asked for it  0123456789',
    ]);
    const long = [{ heading: 'TO', cell: () => 'x'.repeat(90) }, ...columns];
    expect(columnsTable(long, rows, 50).slice(2, 4)).toEqual(['x'.repeat(50), 'x'.repeat(40)]);
  });
});
