import type { ChatContext } from './chat-context.ts';
import { el, icon, iconButton } from './dom.ts';
import type { ChatAction } from './protocol.ts';
import { toggleTheme } from './theme.ts';

export type Header = {
  element: HTMLElement;
  setName: (name: string) => void;
  showAction: (action: ChatAction) => void;
  clearAction: () => void;
};

const letter = (name: string): string => [...name.trim()][0]?.toUpperCase() ?? '?';

export const avatar = (name: string): HTMLElement =>
  el('span', { class: 'avatar', 'aria-hidden': 'true' }, letter(name));

/** The bot's name and what it is doing now. */
export const header = (context: ChatContext, startOver: () => void): Header => {
  const { texts } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const name = el('h1', {}, context.botName);
  const about = el(
    'span',
    { class: 'about', role: 'status', 'data-testid': 'chat-action' },
    texts.bot,
  );
  const face = el('span', {}, avatar(context.botName));
  const clearAction = (): void => {
    clearTimeout(timer);
    about.classList.remove('is-acting');
    about.textContent = texts.bot;
  };
  const dots = (): HTMLElement =>
    el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  const showAction = ({ action, until }: ChatAction): void => {
    clearTimeout(timer);
    about.classList.add('is-acting');
    about.replaceChildren(texts.actions[action] ?? texts.actions['typing'] ?? '', dots());
    timer = setTimeout(clearAction, Math.max(0, until - Date.now()));
  };
  const element = el(
    'header',
    { class: 'topbar' },
    el(
      'div',
      { class: 'column' },
      face,
      el('div', { class: 'names' }, name, about),
      el(
        'span',
        { class: 'badge', title: texts.sandbox, 'data-testid': 'sandbox-badge' },
        icon('shield'),
        el('span', {}, texts.sandbox),
      ),
      iconButton('theme', texts.theme, toggleTheme, { 'data-testid': 'theme' }),
      iconButton('person', texts.newPerson, startOver, { 'data-testid': 'new-person' }),
    ),
  );
  const setName = (next: string): void => {
    name.textContent = next;
    face.replaceChildren(avatar(next));
  };
  return { element, setName, showAction, clearAction };
};
