/** JSON leaves some characters as they are that move the cursor or turn the line around. */
export const asJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replaceAll(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, asEscape)}\n`;

const asEscape = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
