import type { Message } from 'telegraf/types';
import type { SentFile, SentVoice } from './handlers/routes.ts';

/** The file of a message that brings one: the largest size of a photo, or a document as it is. */
export const sentFileOf = (message: Message): SentFile | undefined => {
  const file = largestIn(message);
  const albumId = 'media_group_id' in message ? message.media_group_id : undefined;
  return file && albumId !== undefined ? { ...file, albumId } : file;
};

const largestIn = (message: Message): SentFile | undefined => {
  if ('photo' in message) return fileOf(message.photo.at(-1));
  // Telegram turns a GIF into an animation with a document of itself: whoever sent it is told what to send instead.
  if ('document' in message) return fileOf(message.document);
  return undefined;
};

/** Spoken into the phone, as OGG. */
export const sentVoiceOf = (message: Message): SentVoice | undefined => {
  const file = 'voice' in message ? fileOf(message.voice) : undefined;
  return 'voice' in message && file ? { ...file, seconds: message.voice.duration } : undefined;
};

const fileOf = (
  file: { file_id: string; file_unique_id: string } | undefined,
): SentFile | undefined => file && { fileId: file.file_id, uniqueId: file.file_unique_id };
