import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityTree, type RichNode } from './entity-tree.ts';
import { safeUrl } from './rich-text.ts';

const flat = (nodes: RichNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : flat(node.children))).join('');

describe('entityTree', () => {
  it('nests an entity within another', () => {
    const bold = { type: 'bold', offset: 0, length: 11 };
    const italic = { type: 'italic', offset: 6, length: 5 };
    expect(entityTree('hello world!', [italic, bold])).toEqual([
      { entity: bold, children: ['hello ', { entity: italic, children: ['world'] }] },
      '!',
    ]);
  });

  it('counts in UTF-16, as Telegram does', () => {
    const code = { type: 'code', offset: 3, length: 2 };
    expect(entityTree('👋 ok', [code])).toEqual(['👋 ', { entity: code, children: ['ok'] }]);
  });

  it('keeps the text whole, whatever the entities are', () => {
    const entity = fc.record({
      type: fc.constantFrom('bold', 'code', 'url'),
      offset: fc.integer({ min: -5, max: 40 }),
      length: fc.integer({ min: -5, max: 60 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(entity, { maxLength: 8 }), (text, all) => {
        expect(flat(entityTree(text, all))).toBe(text);
      }),
    );
  });
});

describe('safeUrl', () => {
  it('follows the web, mail and Telegram', () => {
    expect(safeUrl('example.org/a')).toBe('https://example.org/a');
    expect(safeUrl('tg://resolve?domain=a')).toBe('tg://resolve?domain=a');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'JAVASCRIPT:x', ''])(
    'does not follow %j',
    (address) => expect(safeUrl(address)).toBeUndefined(),
  );
});
