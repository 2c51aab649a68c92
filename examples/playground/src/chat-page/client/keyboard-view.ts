import type { ChatContext } from './chat-context.ts';
import { el, icon } from './dom.ts';
import type { KeyboardButton, Message } from './protocol.ts';
import { safeUrl } from './rich-text.ts';

const linkButton = (button: KeyboardButton, href: string): HTMLElement =>
  el(
    'a',
    { class: 'key', role: 'button', href, target: '_blank', rel: 'noopener noreferrer' },
    el('span', { class: 'key-text' }, button.text),
    icon('arrow'),
  );

/** Answered buttons stay pressed no longer than the answer takes. */
const pressButton = (
  message: Message,
  button: KeyboardButton,
  context: ChatContext,
): HTMLElement => {
  const onclick = async (): Promise<void> => {
    if (key.getAttribute('aria-busy') === 'true') return;
    key.setAttribute('aria-busy', 'true');
    await context.press(message.id, button);
    key.removeAttribute('aria-busy');
  };
  const key = el(
    'button',
    { type: 'button', class: 'key', onclick: () => void onclick() },
    el('span', { class: 'key-text' }, button.text),
    el('span', { class: 'key-spinner', 'aria-hidden': 'true' }),
  );
  return key;
};

const keyView = (message: Message, button: KeyboardButton, context: ChatContext): HTMLElement => {
  const href = button.url === undefined ? undefined : safeUrl(button.url);
  if (href) return linkButton(button, href);
  return pressButton(message, button, context);
};

/** The inline keyboard below a message. */
export const keyboardView = (message: Message, context: ChatContext): HTMLElement | undefined => {
  if (!message.keyboard?.length) return undefined;
  const rows = message.keyboard.map((row) =>
    el('div', { class: 'key-row' }, ...row.map((button) => keyView(message, button, context))),
  );
  return el('div', { class: 'keyboard', 'data-testid': 'inline-keyboard' }, ...rows);
};
