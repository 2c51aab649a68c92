import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Message, MessageContent } from '../wire.ts';
import { deliver } from './deliver.ts';
import { inputMedia, readInputMedia } from './input-media.ts';
import { method } from './method.ts';
import { object, sending } from './parameters.ts';
import { findReachable } from './people.ts';

/** As long as Telegram's. */
export const newMediaGroupId = (): string =>
  `1${String(randomInt(100_000_000)).padStart(8, '0')}${String(randomInt(100_000_000)).padStart(8, '0')}`;

const { reply_markup: _markup, suggested_post_parameters: _suggested, ...albumSending } = sending;

const checkKinds = (types: string[]): void => {
  const allowed = new Set(['photo', 'video', 'document', 'audio']);
  const isMixed = new Set(types).size > 1 && types.some((type) => /^(document|audio)$/.test(type));
  if (isMixed || !types.every((type) => allowed.has(type)))
    throw badRequest("can't use the media of the specified type in the album");
};

const sendMediaGroup = method({
  name: 'sendMediaGroup',
  parameters: {
    ...albumSending,
    media: object(z.array(inputMedia, { error: "can't parse media JSON object" }).max(100)),
  },
  run: async (sandbox, { media, ...parameters }, call): Promise<Message[]> => {
    findReachable(sandbox, parameters.chat_id);
    if (media.length < 2 || media.length > 10)
      throw badRequest('group send failed: an album must include 2-10 items');
    checkKinds(media.map(({ type }) => type));
    const contents: MessageContent[] = [];
    for (const item of media) contents.push(await readInputMedia(sandbox, item, call));
    const group = newMediaGroupId();
    return contents.map((content) =>
      deliver(sandbox, parameters, { ...content, media_group_id: group }),
    );
  },
});

export const albumMethods = [sendMediaGroup];
