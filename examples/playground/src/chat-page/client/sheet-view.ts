import { el, icon, iconButton } from './dom.ts';
import type { Texts } from './texts.ts';

const maxCaptionLength = 1024;

type SheetHandlers = { onMore: (files: File[]) => void; onSwitch: () => void };

const captionField = (texts: Texts): HTMLTextAreaElement =>
  el('textarea', {
    class: 'input',
    rows: 1,
    maxlength: maxCaptionLength,
    placeholder: texts.caption,
    'aria-label': texts.caption,
    'data-testid': 'caption',
  });

const moreInput = (onMore: (files: File[]) => void): HTMLInputElement => {
  const input = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    'data-testid': 'more-input',
    onchange: () => onMore([...(input.files ?? [])]),
  });
  return input;
};

/** The parts of the sheet in their places; what they mean is the caller's. */
export const sheetView = (texts: Texts, { onMore, onSwitch }: SheetHandlers) => {
  const title = el('h2');
  const refusal = el('p', {
    class: 'refusal',
    role: 'alert',
    'data-testid': 'refusal',
    hidden: true,
  });
  const grid = el('ul', { class: 'sheet-grid' });
  const caption = captionField(texts);
  const asFiles = el('input', {
    type: 'checkbox',
    role: 'switch',
    'data-testid': 'as-files',
    onchange: onSwitch,
  });
  const more = moreInput(onMore);
  const send = el(
    'button',
    { type: 'submit', class: 'send', 'aria-label': texts.send, 'data-testid': 'sheet-send' },
    icon('send'),
  );
  const close = iconButton('close', texts.close, () => dialog.close());
  const add = iconButton('add', texts.addMore, () => more.click());
  const form = el(
    'form',
    { method: 'dialog' },
    el('header', {}, close, title, add, more),
    refusal,
    grid,
    el('label', { class: 'switch-line' }, el('span', {}, texts.asFiles), asFiles),
    el('div', { class: 'composer-line' }, el('div', { class: 'field' }, caption), send),
  );
  const dialog = el(
    'dialog',
    { class: 'sheet', 'data-testid': 'sheet', 'aria-label': texts.attach },
    form,
  );
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  return { dialog, form, title, refusal, grid, caption, asFiles, send };
};
