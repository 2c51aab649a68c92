import { el, iconButton } from './dom.ts';
import type { Message } from './protocol.ts';
import type { Texts } from './texts.ts';

type ReplyKeyboard = {
  element: HTMLElement;
  toggle: HTMLElement;
  set: (rows: Message['replyKeyboard']) => void;
};

/** The bot's own keyboard in place of the phone's: each key sends its text. */
export const replyKeyboard = (texts: Texts, send: (text: string) => void): ReplyKeyboard => {
  const element = el('div', {
    class: 'reply-keyboard',
    'data-testid': 'reply-keyboard',
    hidden: true,
  });
  const toggle = iconButton('keyboard', texts.showKeyboard, () => {
    element.hidden = !element.hidden;
    toggle.setAttribute('aria-expanded', String(!element.hidden));
  });
  toggle.hidden = true;
  const key = (text: string): HTMLElement =>
    el('button', { type: 'button', class: 'reply-key', onclick: () => send(text) }, text);
  const set = (rows: Message['replyKeyboard']): void => {
    const none = !rows || rows.length === 0;
    element.replaceChildren(
      ...(rows ?? []).map((row) =>
        el('div', { class: 'key-row' }, ...row.map(({ text }) => key(text))),
      ),
    );
    element.hidden = none;
    toggle.hidden = none;
    toggle.setAttribute('aria-expanded', String(!none));
  };
  return { element, toggle, set };
};
