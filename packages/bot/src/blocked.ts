import type { RateLimiter } from '@aisha/core';
import { parseCallbackData } from './callback-data.ts';
import type { Act } from './act.ts';
import { blockedScreen } from './screens/blocked.ts';
import type { UserTurn } from './turn.ts';

/** What remains to somebody whom operators have blocked: their data, their credits, and a human to ask. */
const presses: ReadonlySet<string> = new Set([
  'privacy',
  'terms',
  'policy',
  'language',
  'export',
  'forget',
  'forgotten',
  'receipt',
  'balance',
  'transfers',
  'support',
]);
const commands: ReadonlySet<string> = new Set(['privacy', 'terms', 'balance', 'paysupport']);

const isTheirsStill = (act: Act): boolean =>
  (act.type === 'press' && presses.has(parseCallbackData(act.data).route)) ||
  (act.type === 'command' && commands.has(act.name));

/** Says so to whoever is blocked, where they want anything else. An album is answered once. */
export const isTurnedAway = async (
  limiter: RateLimiter,
  turn: UserTurn,
  act: Act,
): Promise<boolean> => {
  if (!turn.user.blockedSince || isTheirsStill(act)) return false;
  if (act.type === 'press') {
    await turn.note(turn.plain('refused.blocked'), { alert: true });
    return true;
  }
  const waitMs = await limiter.take(`blocked:${turn.user.id}`, { count: 1, windowMs: 10_000 });
  if (waitMs === 0) await turn.say(blockedScreen(turn));
  return true;
};
