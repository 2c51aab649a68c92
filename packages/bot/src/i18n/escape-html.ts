const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Makes text safe within Telegram's HTML. Bidirectional overrides are dropped: they would turn our own words around too. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replaceAll(/[&<>]/gu, (character) => entities[character] ?? character);
