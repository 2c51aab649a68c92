import * as api from './api.ts';
import type { ChatContext } from './chat-context.ts';
import { chatNews } from './chat-news.ts';
import { chatParts, type ChatParts } from './chat-parts.ts';
import { el } from './dom.ts';
import { openEventStream } from './event-stream.ts';
import { openLightbox } from './lightbox.ts';
import { toasts } from './overlays.ts';
import { presses } from './press.ts';
import type { ChatState } from './protocol.ts';
import { languageOf, textsFor } from './texts.ts';

const highlightMs = 1200;

const highlight = (row: HTMLElement | undefined): void => {
  row?.scrollIntoView({ block: 'center' });
  row?.classList.add('is-found');
  setTimeout(() => row?.classList.remove('is-found'), highlightMs);
};

const pageView = (
  { top, banner, scroller, scroll, write, intro, drop }: ChatParts,
  toast: HTMLElement,
) => {
  const bottom = el('div', { class: 'column bottom' }, scroll.button, write.element, intro.start);
  return [
    el('div', { class: 'chat wallpaper' }, top.element, banner, scroller, bottom, toast),
    drop,
  ];
};

/** The chat of one user with the bot, kept up to date until the page goes. */
export const openChat = (root: HTMLElement, first: ChatState, forget: () => void): void => {
  const userId = first.user.id;
  const language = languageOf(first.user.languageCode);
  const texts = textsFor(language);
  const toast = toasts();
  const failed = (error: unknown): void =>
    toast.show(error instanceof api.ApiError && error.message ? error.message : texts.notSent);
  const write = (text: string): void => parts.write.restore(text);
  const askInline = (query: string): void => {
    parts.write.setText(`@${first.bot.username} ${query}`);
    parts.write.focus();
  };
  const buttons = presses({ userId, texts, toast: toast.show, failed, askInline });
  const context: ChatContext = {
    userId,
    botName: first.bot.name,
    botUsername: first.bot.username,
    language,
    texts,
    fileUrl: (fileId) => api.fileUrl(userId, fileId),
    toast: toast.show,
    openPhoto: (fileId) => openLightbox(parts.list.photos(), fileId, context),
    goTo: (messageId) => highlight(parts.list.row(messageId)),
    press: buttons.press,
    sendText: (text) => {
      parts.scroll.toEnd();
      api.sendText(userId, text).catch((error: unknown) => {
        failed(error);
        write(text);
      });
    },
  };
  const parts = chatParts(context, { failed, forget });
  const news = chatNews(first, { ...parts, buttons, toast, forget });

  document.documentElement.lang = language;
  root.replaceChildren(...pageView(parts, toast.element));
  news.showState(first);
  parts.scroll.toEnd();
  const close = openEventStream(userId, {
    onOpen: () => void news.catchUp(),
    onDrop: () => void (parts.banner.hidden = false),
    onEvent: news.onEvent,
  });
  window.addEventListener('pagehide', close);
  if (matchMedia('(hover: hover)').matches) parts.write.focus();
};
