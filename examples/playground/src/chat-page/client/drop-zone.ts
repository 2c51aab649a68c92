import { el, icon } from './dom.ts';
import type { Texts } from './texts.ts';

const carriesFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere on the page. */
export const dropZone = (texts: Texts, onFiles: (files: File[]) => void): HTMLElement => {
  const element = el(
    'div',
    { class: 'drop-zone', 'data-testid': 'drop-zone', hidden: true },
    el('div', {}, icon('photo'), el('strong', {}, texts.dropHere), el('span', {}, texts.dropHint)),
  );
  // Entering a child leaves its parent: only the sum tells whether the files left the window.
  let depth = 0;
  const listen = (
    name: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
    handle: (event: DragEvent) => void,
  ): void =>
    window.addEventListener(name, (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      handle(event);
      element.hidden = depth === 0;
    });
  listen('dragenter', () => void (depth += 1));
  listen('dragover', () => {});
  listen('dragleave', () => void (depth = Math.max(0, depth - 1)));
  listen('drop', ({ dataTransfer }) => {
    depth = 0;
    onFiles([...(dataTransfer?.files ?? [])]);
  });
  return element;
};
