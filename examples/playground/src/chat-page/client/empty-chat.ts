import type { ChatContext } from './chat-context.ts';
import { el } from './dom.ts';
import type { Bot } from './protocol.ts';

/** What an empty chat shows, as Telegram does: what the bot can do, and START for a composer. */
export const emptyChat = (context: ChatContext, onStart: () => void) => {
  const { texts } = context;
  const text = el('p', { dir: 'auto' });
  const element = el('section', { class: 'intro' }, el('h2', {}, texts.whatCanItDo), text);
  const start = el(
    'button',
    { type: 'button', class: 'start', 'data-testid': 'start', onclick: onStart },
    texts.start,
  );
  const setBot = (bot: Bot): void => {
    text.textContent = bot.description ?? '';
  };
  return { element, start, setBot };
};
