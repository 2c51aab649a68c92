/** Markup that is safe to stand in the page as it is. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Names in backquotes are set as code. */
export const prose = (text: string): string =>
  escaped(text).replaceAll(/`([^`]+)`/gu, '<code>$1</code>');

export const code = (text: string): string => `<code>${escaped(text)}</code>`;

/** What is to be copied. A keyboard reaches it, since it may be wider than its place. */
export const block = (text: string, label: string): string =>
  `<pre tabindex="0" aria-label="${escaped(label)}"><code>${escaped(text)}</code></pre>`;

export const jsonBlock = (value: unknown, label: string): string =>
  block(JSON.stringify(value, undefined, 2), label);

/** Where in the page a thing of this name is. */
export const anchor = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
