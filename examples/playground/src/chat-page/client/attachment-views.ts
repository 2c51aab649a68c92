import type { ChatContext } from './chat-context.ts';
import { el, icon } from './dom.ts';
import { formatDuration, formatPrice, formatSize } from './format.ts';
import type { ChatDocument, Invoice, Message, Photo } from './protocol.ts';

const loadedClass = (event: Event): void =>
  (event.currentTarget as HTMLElement).parentElement?.classList.add('is-loaded');

export const photoTile = (photo: Photo, context: ChatContext): HTMLElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'photo',
      'data-testid': 'photo',
      'data-file-id': photo.fileId,
      'aria-label': context.texts.photo,
      onclick: () => context.openPhoto(photo.fileId),
    },
    el('img', {
      src: context.fileUrl(photo.fileId),
      alt: '',
      width: photo.width,
      height: photo.height,
      decoding: 'async',
      draggable: 'false',
      onload: loadedClass,
    }),
  );

const extension = (name: string): string => /\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? '';

export const documentView = (file: ChatDocument, context: ChatContext): HTMLElement => {
  const thumb = file.thumbFileId
    ? el('img', { src: context.fileUrl(file.thumbFileId), alt: '', loading: 'lazy' })
    : el('span', { class: 'document-kind' }, icon('file'), extension(file.name));
  return el(
    'a',
    {
      class: 'document',
      'data-testid': 'document',
      href: context.fileUrl(file.fileId),
      download: file.name,
      'aria-label': `${context.texts.download}: ${file.name}`,
    },
    el(
      'span',
      { class: 'document-thumb' },
      thumb,
      el('span', { class: 'document-get' }, icon('download')),
    ),
    el(
      'span',
      { class: 'document-about' },
      el('span', { class: 'document-name' }, file.name),
      el(
        'span',
        { class: 'document-size' },
        formatSize(file.size, context.texts, context.language),
      ),
    ),
  );
};

export const invoiceView = (invoice: Invoice, { language }: ChatContext): HTMLElement =>
  el(
    'div',
    { class: 'invoice', 'data-testid': 'invoice' },
    el('strong', {}, invoice.title),
    el('p', {}, invoice.description),
    el('span', { class: 'invoice-price' }, formatPrice(invoice.amount, invoice.currency, language)),
  );

/** The bars are drawn from the file's id: lively, and the same each time. */
const waveform = (seed: string): HTMLElement => {
  const bars = Array.from({ length: 32 }, (_, index) => {
    const code = seed.charCodeAt((index * 7) % seed.length) * (index + 3);
    const bar = el('i');
    bar.style.setProperty('height', `${22 + (code % 79)}%`);
    return bar;
  });
  return el('span', { class: 'voice-bars', 'aria-hidden': 'true' }, ...bars);
};

export const voiceView = (
  voice: NonNullable<Message['voice']>,
  context: ChatContext,
): HTMLElement => {
  const { texts } = context;
  const audio = new Audio();
  audio.preload = 'none';
  audio.src = context.fileUrl(voice.fileId);
  const time = el('span', { class: 'voice-time' }, formatDuration(voice.duration));
  const bars = waveform(voice.fileId);
  const toggle = (): void => void (audio.paused ? audio.play().catch(() => {}) : audio.pause());
  const button = el('button', {
    type: 'button',
    class: 'round',
    'aria-label': texts.play,
    onclick: toggle,
  });
  const show = (): void => {
    button.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
    button.setAttribute('aria-label', audio.paused ? texts.play : texts.pause);
    const share = audio.currentTime / (voice.duration || 1);
    [...bars.children].forEach((bar, index) =>
      bar.classList.toggle('is-played', index / 32 < share),
    );
    time.textContent = formatDuration(
      audio.paused && !audio.currentTime ? voice.duration : audio.currentTime,
    );
  };
  for (const name of ['play', 'pause', 'timeupdate']) audio.addEventListener(name, show);
  audio.addEventListener('ended', () => (audio.currentTime = 0));
  show();
  return el(
    'div',
    { class: 'voice', role: 'group', 'aria-label': texts.voice },
    button,
    el('span', {}, bars, time),
  );
};
