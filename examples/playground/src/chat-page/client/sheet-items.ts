import type { ChatContext } from './chat-context.ts';
import { el, icon, iconButton } from './dom.ts';
import { formatSize } from './format.ts';
import type { Picked, Refused } from './upload-plan.ts';

/** A picked file with its local address, where it is a picture. */
export type SheetItem = Picked & { preview: string | undefined };

const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);

const decodes = async (address: string): Promise<boolean> => {
  const image = new Image();
  image.src = address;
  return image.decode().then(
    () => true,
    () => false,
  );
};

/** Only what Telegram's photos can be made of is offered as a photo; HEIC and the like go as files. */
export const sheetItem = async (file: File): Promise<SheetItem> => {
  if (!photoTypes.has(file.type)) return { file, isPicture: false, preview: undefined };
  const preview = URL.createObjectURL(file);
  if (await decodes(preview)) return { file, isPicture: true, preview };
  URL.revokeObjectURL(preview);
  return { file, isPicture: false, preview: undefined };
};

export const releaseItem = ({ preview }: SheetItem): void => {
  if (preview !== undefined) URL.revokeObjectURL(preview);
};

const names = (files: File[]): string => files.map(({ name }) => name).join(', ');

export const refusalText = ({ tooLarge, empty }: Refused, { texts }: ChatContext): string =>
  [
    tooLarge.length > 0 && texts.tooLarge(names(tooLarge)),
    empty.length > 0 && texts.empty(names(empty)),
  ]
    .filter(Boolean)
    .join(' ');

export const itemView = (
  { file, preview }: SheetItem,
  { texts, language }: ChatContext,
  remove: () => void,
): HTMLElement =>
  el(
    'li',
    { class: 'sheet-item', 'data-testid': 'sheet-item' },
    preview === undefined ? icon('file') : el('img', { src: preview, alt: file.name }),
    el(
      'span',
      { class: 'sheet-about' },
      el('span', { class: 'sheet-name' }, file.name),
      el('span', {}, formatSize(file.size, texts, language)),
    ),
    iconButton('close', `${texts.remove}: ${file.name}`, remove),
  );
