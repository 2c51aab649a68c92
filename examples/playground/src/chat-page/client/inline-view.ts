import type { ChatContext } from './chat-context.ts';
import { el } from './dom.ts';
import type { InlineAnswer, InlineResult } from './protocol.ts';

type InlineViewHandlers = {
  choose: (queryId: string, result: InlineResult) => void;
  start: (parameter: string) => void;
};

const tile = (result: InlineResult, context: ChatContext, onclick: () => void) =>
  result.photo &&
  el(
    'button',
    {
      type: 'button',
      class: 'inline-photo',
      'data-testid': 'inline-photo',
      'aria-label': context.texts.photo,
      onclick,
    },
    el('img', { src: `${context.fileUrl(result.photo.fileId)}&thumb=1`, alt: '' }),
  );

/** The sheet of what a bot offers, above the line where messages are written. */
export const inlineView = (context: ChatContext, { choose, start }: InlineViewHandlers) => {
  const grid = el('div', { class: 'inline-grid' });
  const button = el('button', { type: 'button', class: 'inline-start', hidden: true });
  const element = el(
    'div',
    {
      class: 'inline-panel',
      'data-testid': 'inline-panel',
      'aria-label': context.texts.found,
      hidden: true,
    },
    button,
    grid,
  );
  const add = ({ queryId, results, button: way }: InlineAnswer): void => {
    for (const result of results) {
      const photo = tile(result, context, () => choose(queryId, result));
      if (photo) grid.append(photo);
    }
    button.hidden = way === undefined;
    button.textContent = way?.text ?? '';
    button.onclick = () => start(way?.startParameter ?? '');
    element.hidden = grid.childElementCount === 0 && button.hidden;
  };
  return { element, add, clear: () => grid.replaceChildren() };
};
