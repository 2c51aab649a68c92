import type { Message as TelegramMessage } from 'telegraf/types';

/** Telegram's handle of a photo that was sent: the largest size stands for all of them. Undefined where it names none. */
export const photoHandleIn = (sent: TelegramMessage | true | undefined): string | undefined =>
  typeof sent === 'object' && 'photo' in sent ? sent.photo.at(-1)?.file_id : undefined;
