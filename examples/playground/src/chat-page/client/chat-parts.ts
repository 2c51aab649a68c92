import * as api from './api.ts';
import { attachSheet } from './attach-sheet.ts';
import type { ChatContext } from './chat-context.ts';
import { composer } from './composer.ts';
import { el } from './dom.ts';
import { dropZone } from './drop-zone.ts';
import { emptyChat } from './empty-chat.ts';
import { header } from './header.ts';
import { inlinePanel } from './inline-panel.ts';
import { messageList } from './message-list.ts';
import { ask } from './overlays.ts';
import { scrollKeeper } from './scroll-keeper.ts';
import { uploads } from './uploads.ts';

type PartHandlers = { failed: (error: unknown) => void; forget: () => void };

const topBar = (context: ChatContext, forget: () => void) => {
  const { texts } = context;
  const startOver = async (): Promise<void> => {
    if (await ask(texts.newPerson, texts.newPersonQuestion, texts.ok, texts.cancel)) forget();
  };
  return header(context, () => void startOver());
};

/** Everything that stands on the chat's page, put together but not yet shown. */
export const chatParts = (context: ChatContext, { failed, forget }: PartHandlers) => {
  const { texts, userId } = context;
  const list = messageList(context);
  const sending = uploads(context, list.has);
  const intro = emptyChat(context, () => context.sendText('/start'));
  const content = el(
    'div',
    { class: 'column content' },
    intro.element,
    list.element,
    sending.element,
  );
  const scroller = el('main', { class: 'scroller', tabindex: -1 }, content);
  const scroll = scrollKeeper(scroller, content, texts);
  const sheet = attachSheet(context, ({ picked, asFiles, caption }) => {
    scroll.toEnd();
    void sending.send(picked, asFiles, caption);
  });
  const pickFiles = (files: File[]): void => void sheet.add(files);
  const panel = inlinePanel(context, () => write.setText(''));
  const write = composer(context, {
    pickFiles,
    typed: panel.typed,
    sendVoice: (ogg, seconds) => void api.sendVoice(userId, ogg, seconds).catch(failed),
  });
  write.element.prepend(panel.element);
  const drop = dropZone(texts, pickFiles);
  const banner = el(
    'div',
    { class: 'banner', role: 'status', 'data-testid': 'reconnecting', hidden: true },
    texts.reconnecting,
  );
  const top = topBar(context, forget);
  return { list, sending, intro, scroller, scroll, write, panel, drop, banner, top, texts };
};

export type ChatParts = ReturnType<typeof chatParts>;
