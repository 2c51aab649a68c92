import type { FileKind, NewFile } from '../files.ts';
import type { Sandbox } from '../sandbox.ts';
import { mediaContent } from '../wire-files.ts';
import { deliver, readCaption, type CaptionParameters, type SendingParameters } from './deliver.ts';
import { resolveFile } from './input-files.ts';
import { method, type Call } from './method.ts';
import { captioned, flag, ignored, inputFile, integer, sending } from './parameters.ts';
import { findReachable } from './people.ts';

interface MediaRequest {
  value: string;
  kind: Exclude<FileKind, 'thumbnail'>;
  facts?: Pick<NewFile, 'duration' | 'width' | 'height'>;
  spoiler?: boolean | undefined;
}

const sendMedia = async (
  { sandbox, call }: { sandbox: Sandbox; call: Call },
  parameters: SendingParameters & CaptionParameters,
  { value, kind, facts, spoiler }: MediaRequest,
) => {
  findReachable(sandbox, parameters.chat_id);
  const caption = readCaption(parameters);
  const file = await resolveFile(sandbox, call, { ...facts, value, kind });
  return deliver(sandbox, parameters, {
    ...mediaContent(sandbox.files, file),
    ...caption,
    ...(spoiler === true && { has_media_spoiler: true }),
  });
};

const sendPhoto = method({
  name: 'sendPhoto',
  parameters: {
    ...sending,
    ...captioned,
    photo: inputFile('there is no photo in the request'),
    has_spoiler: flag,
  },
  run: async (sandbox, parameters, call) => {
    const { photo: value, has_spoiler: spoiler } = parameters;
    return sendMedia({ sandbox, call }, parameters, { value, kind: 'photo', spoiler });
  },
});

const { show_caption_above_media: _above, ...plainCaption } = captioned;

const sendDocument = method({
  name: 'sendDocument',
  parameters: {
    ...sending,
    ...plainCaption,
    document: inputFile('there is no document in the request'),
    thumbnail: ignored,
    disable_content_type_detection: ignored,
  },
  run: async (sandbox, parameters, call) =>
    sendMedia({ sandbox, call }, parameters, { value: parameters.document, kind: 'document' }),
});

const sendVoice = method({
  name: 'sendVoice',
  parameters: {
    ...sending,
    ...plainCaption,
    voice: inputFile('there is no voice in the request'),
    duration: integer.optional(),
  },
  run: async (sandbox, parameters, call) => {
    const { voice: value, duration = 0 } = parameters;
    return sendMedia({ sandbox, call }, parameters, { value, kind: 'voice', facts: { duration } });
  },
});

const sendAnimation = method({
  name: 'sendAnimation',
  parameters: {
    ...sending,
    ...captioned,
    animation: inputFile('there is no animation in the request'),
    duration: integer.optional(),
    width: integer.optional(),
    height: integer.optional(),
    thumbnail: ignored,
    has_spoiler: flag,
  },
  run: async (sandbox, parameters, call) => {
    const { animation: value, duration = 0, width = 0, height = 0 } = parameters;
    const facts = { duration, width, height };
    const spoiler = parameters.has_spoiler;
    return sendMedia({ sandbox, call }, parameters, { value, kind: 'animation', facts, spoiler });
  },
});

export const mediaMethods = [sendPhoto, sendDocument, sendVoice, sendAnimation];
