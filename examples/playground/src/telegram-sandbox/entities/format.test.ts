import { describe, expect, it } from 'vitest';
import { formatText } from './format.ts';

const error = (run: () => unknown): string => {
  try {
    run();
    return 'accepted';
  } catch (thrown) {
    return (thrown as Error).message;
  }
};
const html = (text: string) => formatText(text, { parseMode: 'HTML' });
const markdownV2 = (text: string) => formatText(text, { parseMode: 'MarkdownV2' });

describe('HTML', () => {
  it('becomes text with entities in UTF-16 units', () => {
    expect(
      html('😀 <b>bold <i>both</i></b> <a href="https://a.example/?x=1&amp;y=2">link</a>'),
    ).toEqual({
      text: '😀 bold both link',
      entities: [
        { type: 'bold', offset: 3, length: 9 },
        { type: 'italic', offset: 8, length: 4 },
        { type: 'text_link', offset: 13, length: 4, url: 'https://a.example/?x=1&y=2' },
      ],
    });
    expect(html('<pre><code class="language-ts">x &lt; 1</code></pre>')).toEqual({
      text: 'x < 1',
      entities: [{ type: 'pre', offset: 0, length: 5, language: 'ts' }],
    });
    expect(html('<span class="tg-spoiler">s</span><blockquote expandable>q</blockquote>')).toEqual({
      text: 'sq',
      entities: [
        { type: 'spoiler', offset: 0, length: 1 },
        { type: 'expandable_blockquote', offset: 1, length: 1 },
      ],
    });
  });

  it('decodes its four names and numbers once, and leaves other ampersands alone', () => {
    expect(html('&amp;lt; &#1071;&#x42F; &nbsp; a&b').text).toBe('&lt; ЯЯ &nbsp; a&b');
  });

  it.each([
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['я<x>y</x>', 'Unsupported start tag "x" at byte offset 2'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['</b>', 'Unexpected end tag at byte offset 0'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<a href="x', 'Unclosed start tag "a" at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('%s is refused as Telegram does', (markup, text) => {
    expect(error(() => html(markup))).toBe(`Bad Request: can't parse entities: ${text}`);
  });
});

describe('MarkdownV2', () => {
  it('becomes text with entities', () => {
    expect(markdownV2('*b _i_* __u__ ~s~ ||p|| `c` [l](https://a.example/\\)) 1\\.5')).toEqual({
      text: 'b i u s p c l 1.5',
      entities: [
        { type: 'bold', offset: 0, length: 3 },
        { type: 'italic', offset: 2, length: 1 },
        { type: 'underline', offset: 4, length: 1 },
        { type: 'strikethrough', offset: 6, length: 1 },
        { type: 'spoiler', offset: 8, length: 1 },
        { type: 'code', offset: 10, length: 1 },
        { type: 'text_link', offset: 12, length: 1, url: 'https://a.example/)' },
      ],
    });
    expect(markdownV2('```ts\nx.y\n```')).toEqual({
      text: 'x.y',
      entities: [{ type: 'pre', offset: 0, length: 3, language: 'ts' }],
    });
    expect(markdownV2('>one\n>two\nafter')).toEqual({
      text: 'one\ntwo\nafter',
      entities: [{ type: 'blockquote', offset: 0, length: 7 }],
    });
  });

  it.each([
    ['1.5', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['я *x', "Can't find end of Bold entity at byte offset 3"],
    ['`x', "Can't find end of Code entity at byte offset 0"],
    ['[x](y', "Can't find end of a URL at byte offset 4"],
    ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
  ])('%s is refused as Telegram does', (markup, text) => {
    expect(error(() => markdownV2(markup))).toBe(`Bad Request: can't parse entities: ${text}`);
  });
});

describe('Markdown', () => {
  it('becomes text with entities and refuses what does not end', () => {
    expect(formatText('*b* _i_ `c` \\*', { parseMode: 'Markdown' })).toEqual({
      text: 'b i c *',
      entities: [
        { type: 'bold', offset: 0, length: 1 },
        { type: 'italic', offset: 2, length: 1 },
        { type: 'code', offset: 4, length: 1 },
      ],
    });
    expect(error(() => formatText('я snake_case', { parseMode: 'Markdown' }))).toBe(
      "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 8",
    );
  });
});

describe('plain text', () => {
  it('is trimmed and gets the entities Telegram finds by itself', () => {
    expect(formatText('  /start@aisha_bot see https://a.example/x. @someone #тег ')).toEqual({
      text: '/start@aisha_bot see https://a.example/x. @someone #тег',
      entities: [
        { type: 'bot_command', offset: 0, length: 16 },
        { type: 'url', offset: 21, length: 19 },
        { type: 'mention', offset: 42, length: 8 },
        { type: 'hashtag', offset: 51, length: 4 },
      ],
    });
  });

  it('of hostile length is read in linear time', () => {
    const started = performance.now();
    for (const piece of ['/a', '@a.', 'a.a@', '<b', 'http://', '*_', '[x](', '&#'])
      for (const parseMode of [undefined, 'HTML', 'MarkdownV2', 'Markdown'])
        error(() => formatText(piece.repeat(20_000), { parseMode }));
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
