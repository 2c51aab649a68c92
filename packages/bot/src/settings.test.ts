import { describe, expect, it } from 'vitest';
import { readBotSettings } from './settings.ts';

const enough = { TELEGRAM_BOT_TOKEN: `4242:${'a'.repeat(35)}`, FAL_TRAINING_TEST_MODE: 'true' };
const read = (own: Readonly<Record<string, string>>) => readBotSettings({ ...enough, ...own });

describe('TELEGRAM_WEBHOOK_URL', () => {
  it('has the bot pushed to; without it the bot polls', () => {
    const TELEGRAM_WEBHOOK_URL = 'https://bot.example:8443/telegram';
    expect(read({ TELEGRAM_WEBHOOK_URL }).webhookUrl).toBe(TELEGRAM_WEBHOOK_URL);
    expect(read({}).webhookUrl).toBeUndefined();
    expect(read({ TELEGRAM_WEBHOOK_URL: '' }).webhookUrl).toBeUndefined();
  });

  it.each([
    ['telegram', 'must be an http(s) address'],
    ['https://bot.example', 'needs a path of its own, as /telegram'],
    ['https://bot.example/health', 'needs a path of its own, as /telegram'],
    ['http://bot.example/telegram', 'must be https'],
    ['https://bot.example:8000/telegram', 'must be at port 443, 80, 88 or 8443'],
  ])('is not %s: it %s', (TELEGRAM_WEBHOOK_URL, problem) => {
    expect(() => read({ TELEGRAM_WEBHOOK_URL })).toThrow(
      `1 problem(s):\n- TELEGRAM_WEBHOOK_URL ${problem}`,
    );
  });

  it('is any that a Bot API server of one’s own can reach', () => {
    const TELEGRAM_WEBHOOK_URL = 'http://10.0.0.7:8000/telegram';
    const own = { TELEGRAM_WEBHOOK_URL, TELEGRAM_API_ROOT: 'http://10.0.0.5:8081' };
    expect(read(own).webhookUrl).toBe(TELEGRAM_WEBHOOK_URL);
  });
});
