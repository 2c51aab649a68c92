import { Readable } from 'node:stream';
import type { AttachedFile, BlobStore, FileRef } from '@aisha/core';
import type { Telegram } from 'telegraf';
import { calling } from './calling.ts';
import { captionOf, markupOf } from './markup.ts';
import type { Message } from './message.ts';
import { isUnknownFile } from './telegram-errors.ts';

type Tools = { readonly telegram: Telegram; readonly blobs: BlobStore };

/**
 * Sends a file as it is, streamed from our storage, with a message below it; one that Telegram has
 * already is not uploaded again. Answers Telegram's handle of it.
 */
export const sendFile = (
  { telegram, blobs }: Tools,
  chatId: number,
  { name, blobKey, filedAs }: AttachedFile,
  message: Message,
): Promise<FileRef> =>
  calling('sendDocument', async () => {
    const options = {
      ...captionOf(message),
      // As it is: Telegram would make an animation of some.
      disable_content_type_detection: true,
      ...markupOf(message),
    };
    const send = async (input: string | { source: Readable; filename: string }) =>
      (await telegram.sendDocument(chatId, input, options)).document.file_id as FileRef;
    if (filedAs) {
      try {
        return await send(filedAs);
      } catch (error) {
        if (!isUnknownFile(error)) throw error;
      }
    }
    const content = await blobs.open(blobKey);
    const source = Readable.from(content, { objectMode: false });
    try {
      return await send({ source, filename: name });
    } finally {
      source.destroy();
    }
  });
