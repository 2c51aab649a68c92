import { el, icon, iconButton } from './dom.ts';
import type { Texts } from './texts.ts';
import { canRecord } from './recorder.ts';

/** Sends, or records while there is nothing to send. */
export const actionButton = (texts: Texts, onclick: () => void) => {
  const element = el('button', { type: 'button', class: 'send', 'data-testid': 'send', onclick });
  const show = (hasText: boolean): void => {
    const records = !hasText && canRecord();
    element.replaceChildren(icon(records ? 'microphone' : 'send'));
    element.setAttribute('aria-label', records ? texts.record : texts.send);
    element.classList.toggle('is-idle', !hasText && !records);
  };
  show(false);
  return { element, show };
};

export const attachButton = (texts: Texts, pick: (files: File[]) => void): HTMLElement[] => {
  const files = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    'data-testid': 'attach-input',
    'aria-label': texts.attach,
    onchange: () => {
      pick([...(files.files ?? [])]);
      files.value = '';
    },
  });
  const open = (): void => files.click();
  return [iconButton('attach', texts.attach, open, { 'data-testid': 'attach' }), files];
};

export const menuButton = (texts: Texts, onclick: () => void): HTMLElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'menu',
      'aria-label': texts.commands,
      'data-testid': 'menu',
      hidden: true,
      onclick,
    },
    icon('menu'),
    el('span', {}, texts.menu),
  );
