import { createHash } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from './errors.ts';
import { checkModel } from './models.ts';

const extensions = /\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i;
const maxBytes = 25 * 1024 * 1024;
const shortestSeconds = 0.1;

export const transcriptionRequest = z.object({
  file: z.instanceof(File),
  model: z.string(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
  prompt: z.string().max(4_000).optional(),
  temperature: z.string().optional(),
  response_format: z.enum(['json', 'text', 'verbose_json']).default('json'),
});

/** Said in a voice message by these words anywhere in its bytes, up to a semicolon. */
const marker = /SANDBOX-SAYS:([^;]{1,500});/;

const phrases = {
  ru: [
    'портрет в осеннем лесу, мягкий свет',
    'я на закате у моря в белом платье',
    'деловой портрет в студии на тёмном фоне',
    'космонавт на улице ночного города',
  ],
  en: [
    'a portrait in an autumn forest, soft light',
    'me by the sea at sunset in a white dress',
    'a business portrait in a studio on a dark background',
    'an astronaut in the streets of a city at night',
  ],
};

const oggPageHead = Buffer.from('OggS');
const opusSamplesPerSecond = 48_000;

/** From the last page's position; undefined for what is no OGG. */
const oggSeconds = (bytes: Buffer): number | undefined => {
  const lastPage = bytes.lastIndexOf(oggPageHead);
  if (bytes.indexOf(oggPageHead) !== 0 || lastPage + 14 > bytes.length) return undefined;
  return Number(bytes.readBigInt64LE(lastPage + 6)) / opusSamplesPerSecond;
};

const spokenIn = (bytes: Buffer, language: string): string => {
  const said = marker.exec(bytes.toString('utf8'))?.[1];
  if (said !== undefined) return said;
  const choices = language === 'en' ? phrases.en : phrases.ru;
  const choice = createHash('sha256').update(bytes).digest().readUInt8(0) % choices.length;
  return choices[choice] ?? '';
};

/** What was said; a string for `response_format: text`. */
export const transcribe = async (
  request: z.output<typeof transcriptionRequest>,
): Promise<unknown> => {
  checkModel(request.model);
  const { file, language = 'ru' } = request;
  if (!extensions.test(file.name)) throw badRequest('Invalid file format.', 'file');
  if (file.size === 0 || file.size > maxBytes) throw badRequest('Invalid file size.', 'file');
  const bytes = Buffer.from(await file.arrayBuffer());
  const seconds = oggSeconds(bytes);
  if (seconds !== undefined && seconds < shortestSeconds) {
    throw badRequest('Audio file is too short.', 'file', 'audio_too_short');
  }
  const text = spokenIn(bytes, language);
  if (request.response_format === 'text') return `${text}\n`;
  if (request.response_format === 'json') return { text };
  return { task: 'transcribe', language, duration: seconds ?? 1, text, segments: [] };
};
