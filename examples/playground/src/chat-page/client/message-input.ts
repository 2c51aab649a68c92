import { el } from './dom.ts';
import type { Texts } from './texts.ts';

const maxTextLength = 4096;
const maxRows = 8;
const lineHeight = 21;

type InputHandlers = {
  onChange: (text: string) => void;
  onSend: () => void;
  onFiles: (files: File[]) => void;
  /** Comes first; true when the key has been used. */
  onKey: (event: KeyboardEvent) => boolean;
};

export type MessageInput = {
  element: HTMLTextAreaElement;
  text: () => string;
  setText: (text: string) => void;
};

const fit = (area: HTMLTextAreaElement): void => {
  area.style.height = 'auto';
  // Not on the page yet: nothing to measure.
  if (area.scrollHeight === 0) return;
  area.style.height = `${Math.min(area.scrollHeight, maxRows * lineHeight + 22)}px`;
};

/** Where a message is written: grows with it, Enter sends, Shift and Enter begin a new line. */
export const messageInput = (texts: Texts, handlers: InputHandlers): MessageInput => {
  const element = el('textarea', {
    class: 'input',
    rows: 1,
    maxlength: maxTextLength,
    placeholder: texts.message,
    'aria-label': texts.message,
    'data-testid': 'composer',
    enterkeyhint: 'send',
  });
  const changed = (): void => {
    fit(element);
    handlers.onChange(element.value);
  };
  element.addEventListener('input', changed);
  element.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (handlers.onKey(event)) return event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    handlers.onSend();
  });
  element.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    handlers.onFiles(pasted);
  });
  return {
    element,
    text: () => element.value.trim(),
    setText: (text) => {
      element.value = text;
      changed();
    },
  };
};
