import type { MessageEntity } from '../wire.ts';

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/** What is open while a parser walks: its kind, its argument and where it began. */
export interface OpenEntity {
  type: string;
  argument: string;
  /** In the text made so far. */
  offset: number;
  /** In the marked-up text. */
  startedAt: number;
}

/** Telegram counts positions in its messages in UTF-8 bytes. */
export const byteOffset = (markup: string, index: number): number =>
  Buffer.byteLength(markup.slice(0, index));

const userLink = /^tg:\/\/user\/?\?id=(\d{1,16})$/;

/** A link, or a mention where the address names a user; undefined when Telegram would drop it. */
export const linkEntity = (
  address: string,
  { offset, length }: { offset: number; length: number },
): MessageEntity | undefined => {
  const id = userLink.exec(address)?.[1];
  if (id !== undefined) {
    const user = { id: Number(id), is_bot: false, first_name: id };
    return { type: 'text_mention', offset, length, user };
  }
  const url = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`;
  if (!/^(https?|tg|ton|mailto|tel):/i.test(url) || !URL.canParse(url)) return undefined;
  return { type: 'text_link', offset, length, url };
};
