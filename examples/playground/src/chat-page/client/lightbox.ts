import type { ChatContext } from './chat-context.ts';
import { el, icon, iconButton } from './dom.ts';
import type { Photo } from './protocol.ts';

/** The dialog and its parts; `step` moves by one photo. */
const lightboxView = ({ texts }: ChatContext, step: (by: number) => void) => {
  const image = el('img', { alt: texts.photo, 'data-testid': 'lightbox-photo' });
  const counter = el('span', { class: 'lightbox-count' });
  const saveLabel = { 'aria-label': texts.download, title: texts.download };
  const save = el('a', { class: 'icon-button', ...saveLabel }, icon('download'));
  const arrow = (name: 'left' | 'right', label: string, by: number): HTMLButtonElement =>
    iconButton(name, label, () => step(by), { class: `icon-button lightbox-${name}` });
  const previous = arrow('left', texts.previous, -1);
  const next = arrow('right', texts.next, 1);
  const close = iconButton('close', texts.close, () => dialog.close());
  const dialog = el(
    'dialog',
    { class: 'lightbox', 'data-testid': 'lightbox', 'aria-label': texts.photo },
    el('div', { class: 'lightbox-bar' }, counter, save, close),
    image,
    previous,
    next,
  );
  dialog.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') step(-1);
    if (key === 'ArrowRight') step(1);
  });
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  return { dialog, image, counter, save, previous, next };
};

/** Shows the chat's photos one at a time over everything; arrows move, Escape closes. */
export const openLightbox = (photos: Photo[], startId: string, context: ChatContext): void => {
  let index = photos.findIndex(({ fileId }) => fileId === startId);
  const step = (by: number): void => {
    const photo = photos[index + by];
    if (!photo) return;
    index += by;
    const { image, save } = view;
    image.src = context.fileUrl(photo.fileId);
    image.width = photo.width;
    image.height = photo.height;
    save.href = image.src;
    save.download = `photo-${index + 1}.jpg`;
    view.counter.textContent = `${index + 1} ${context.texts.of} ${photos.length}`;
    view.previous.disabled = index === 0;
    view.next.disabled = index === photos.length - 1;
  };
  const view = lightboxView(context, step);
  step(0);
  document.body.append(view.dialog);
  view.dialog.showModal();
};
