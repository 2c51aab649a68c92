import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import { mediaContent } from '../wire-files.ts';
import type { MessageContent } from '../wire.ts';
import { readCaption } from './deliver.ts';
import { resolveFile } from './input-files.ts';
import type { Call } from './method.ts';
import { captioned, flag } from './parameters.ts';

/** InputMedia of the kinds a bot sends here. */
export const inputMedia = z.looseObject({
  type: z.string({ error: 'can\'t parse InputMedia: Field "type" must be of type String' }),
  media: z.string({ error: 'media not found' }),
  ...captioned,
  has_spoiler: flag,
});

type InputMedia = z.output<typeof inputMedia>;

const kinds = ['photo', 'document', 'animation'] as const;

const kindOf = ({ type }: InputMedia): (typeof kinds)[number] => {
  const kind = kinds.find((name) => name === type);
  if (kind === undefined) throw badRequest("can't parse InputMedia: Type of InputMedia is unknown");
  return kind;
};

/** Captions first: a wrong one costs no upload. */
export const readInputMedia = async (
  sandbox: Sandbox,
  media: InputMedia,
  call: Call,
): Promise<MessageContent> => {
  const caption = readCaption(media);
  const file = await resolveFile(sandbox, call, { value: media.media, kind: kindOf(media) });
  return {
    ...mediaContent(sandbox.files, file),
    ...caption,
    ...(media.has_spoiler === true && { has_media_spoiler: true }),
  };
};
