import { el } from './dom.ts';
import type { Texts } from './texts.ts';

const toastMs = 3500;

export type Toasts = { element: HTMLElement; show: (text: string) => void };

/** Short words over the chat, read aloud by screen readers. */
export const toasts = (): Toasts => {
  const element = el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const show = (text: string): void => {
    const toast = el('div', { class: 'toast', 'data-testid': 'toast' }, text);
    element.replaceChildren(toast);
    setTimeout(() => toast.remove(), toastMs + text.length * 25);
  };
  return { element, show };
};

/** A small modal question; resolves to whether it was confirmed. `cancel` undefined makes it an alert. */
export const ask = (title: string, text: string, ok: string, cancel?: string): Promise<boolean> =>
  new Promise((resolve) => {
    const dialog = el(
      'dialog',
      { class: 'alert', 'data-testid': 'alert', 'aria-label': title },
      el('h2', {}, title),
      el('p', { dir: 'auto' }, text),
      el(
        'form',
        { method: 'dialog' },
        cancel !== undefined && el('button', { class: 'flat', value: '' }, cancel),
        el('button', { class: 'flat', value: 'ok', autofocus: true }, ok),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'ok');
    });
    document.body.append(dialog);
    dialog.showModal();
  });

export const alertBox = (title: string, text: string, texts: Texts): Promise<boolean> =>
  ask(title, text, texts.ok);
