/** What Telegram lets a bot say. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export type PacingLimits = {
  /** Messages a second over all chats. */
  readonly perSecond: number;
  /** Messages a second in one chat, over time. */
  readonly perChatSecond: number;
  /** Messages at once in a chat that was quiet; each beyond waits for its part of a second. */
  readonly chatBurst: number;
  /** Messages a minute in a group. */
  readonly perGroupMinute: number;
};

/** "Short bursts" are allowed without a number: an album of ten, and what is said before and after it, is one. */
const burstSeconds = 12;

/** As Telegram names them. A bot that pays for broadcasts may say more. */
export const pacingLimits = ({
  perSecond = 30,
  perChatSecond = 1,
}: {
  readonly perSecond?: number | undefined;
  readonly perChatSecond?: number | undefined;
} = {}): PacingLimits => ({
  perSecond,
  perChatSecond,
  chatBurst: Math.ceil(burstSeconds * perChatSecond),
  perGroupMinute: Math.ceil(20 * perChatSecond),
});
