import { describe, expect, it } from 'vitest';
import { inlineQuery } from './inline-panel.ts';

describe('a question to a bot', () => {
  it.each([
    ['@aisha_bot ', ''],
    ['@aisha_bot cats at sea ', 'cats at sea'],
    ['@Aisha_Bot x', 'x'],
  ])('is what stands behind its name: %j', (text, query) => {
    expect(inlineQuery(text, 'aisha_bot')).toBe(query);
  });

  it.each(['', '@aisha_bot', 'hi @aisha_bot x', '@aisha_bots x', '/start'])(
    'is not asked by %j',
    (text) => {
      expect(inlineQuery(text, 'aisha_bot')).toBeUndefined();
    },
  );
});
