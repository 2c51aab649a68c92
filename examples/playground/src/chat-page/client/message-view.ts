import { documentView, invoiceView, photoTile, voiceView } from './attachment-views.ts';
import type { ChatContext } from './chat-context.ts';
import { el, icon } from './dom.ts';
import { formatTime } from './format.ts';
import { keyboardView } from './keyboard-view.ts';
import { mediaView, mosaic, mosaicWidth, pictureBox, stackView } from './picture.ts';
import type { Message } from './protocol.ts';
import { richText } from './rich-text.ts';

const stamp = (message: Message, { texts, language }: ChatContext): HTMLElement =>
  el(
    'span',
    { class: 'stamp' },
    // As Telegram does: what a bot writes changes all the time.
    message.editedAt !== undefined &&
      message.from === 'user' &&
      el('span', { class: 'edited' }, texts.edited),
    el('time', {}, formatTime(message.date, language)),
    message.from === 'user' && icon('checks'),
  );

/** A tile that is already on the page is moved, not loaded again: an edit must not flicker. */
const keptTile = (shown: HTMLElement, message: Message, context: ChatContext): HTMLElement => {
  const { photo } = message;
  if (!photo) return el('span');
  const kept = shown.querySelector<HTMLElement>(
    `.photo[data-file-id="${CSS.escape(photo.fileId)}"]`,
  );
  return kept ?? photoTile(photo, context);
};

const single = (shown: HTMLElement, message: Message, context: ChatContext): HTMLElement => {
  const { photo } = message;
  const tile = keptTile(shown, message, context);
  const box = pictureBox(photo?.width ?? 1, photo?.height ?? 1);
  tile.style.removeProperty('flex');
  delete tile.dataset['messageId'];
  tile.style.setProperty('aspect-ratio', String(box.ratio));
  return mediaView(tile, box.width);
};

const album = (shown: HTMLElement, messages: Message[], context: ChatContext): HTMLElement => {
  const tiles = messages.map((message) => {
    const tile = keptTile(shown, message, context);
    tile.style.removeProperty('aspect-ratio');
    tile.dataset['messageId'] = String(message.id);
    return tile;
  });
  const ratios = messages.map(({ photo }) => (photo ? photo.width / photo.height : 1));
  return mediaView(mosaic(tiles, ratios), mosaicWidth);
};

const photosView = (
  shown: HTMLElement,
  messages: Message[],
  context: ChatContext,
): HTMLElement | false => {
  const photos = messages.filter(({ photo }) => photo);
  const [first] = photos;
  if (!first) return false;
  return photos.length === 1 ? single(shown, first, context) : album(shown, photos, context);
};

const replyView = (message: Message, context: ChatContext): HTMLElement | false => {
  const to = message.replyTo;
  if (to === undefined) return false;
  const onclick = (): void => context.goTo(to);
  return el('button', { type: 'button', class: 'reply', onclick }, `↩ ${context.texts.reply}`);
};

const viaView = ({ viaBot }: Message, { texts }: ChatContext): HTMLElement | false =>
  viaBot !== undefined && el('span', { class: 'via' }, `${texts.via} @${viaBot}`);

const words = (messages: Message[], context: ChatContext): HTMLElement | false => {
  const message = messages.find(({ text, caption }) => text || caption);
  if (!message) return false;
  return message.text
    ? richText(message.text, message.entities, context)
    : richText(message.caption ?? '', message.captionEntities, context);
};

const attachments = (message: Message, context: ChatContext): HTMLElement[] => {
  const views: HTMLElement[] = [];
  if (message.document) views.push(documentView(message.document, context));
  if (message.invoice) views.push(invoiceView(message.invoice, context));
  if (message.voice) views.push(voiceView(message.voice, context));
  return views;
};

/** Every message is addressed once: by its row, or within an album by its own part. */
const mark = (row: HTMLElement, views: HTMLElement[], messages: Message[]): void => {
  const [first] = messages;
  if (messages.length === 1) row.dataset['messageId'] = String(first?.id);
  else delete row.dataset['messageId'];
  if (first?.mediaGroupId !== undefined) row.dataset['albumId'] = first.mediaGroupId;
  if (messages.length === 1) return;
  views.forEach((view, index) => (view.dataset['messageId'] = String(messages[index]?.id)));
};

/** Draws one message, or the messages of one album, into `row`; called again for every edit. */
export const drawMessages = (row: HTMLElement, messages: Message[], context: ChatContext): void => {
  const [first] = messages;
  const last = messages.at(-1);
  if (!first || !last) return;
  const text = words(messages, context);
  const photos = photosView(row, messages, context);
  const time = stamp(messages.find(({ editedAt }) => editedAt !== undefined) ?? last, context);
  if (text) text.append(time);
  const parts = messages.flatMap((message) => attachments(message, context));
  const bubble = el(
    'div',
    { class: 'bubble' },
    viaView(first, context),
    replyView(first, context),
    photos,
    ...parts,
    text,
    !text && time,
    last.reaction !== undefined && el('span', { class: 'reaction' }, last.reaction),
  );
  bubble.classList.toggle('is-bare', Boolean(photos) && !text && !first.viaBot);
  const keyboard = keyboardView(last, context);
  row.className = `row is-${first.from}`;
  mark(row, parts, messages);
  row.setAttribute('aria-label', first.from === 'user' ? context.texts.you : context.botName);
  const focused = row.contains(document.activeElement) ? focusPath(row) : undefined;
  row.replaceChildren(stackView(bubble, photos || undefined, keyboard));
  if (focused)
    row.querySelectorAll<HTMLElement>('button, a')[focused - 1]?.focus({ preventScroll: true });
};

/** Which of the row's controls has the focus, counted from 1: an edit should not take it away. */
const focusPath = (row: HTMLElement): number =>
  [...row.querySelectorAll('button, a')].indexOf(document.activeElement as HTMLElement) + 1;
