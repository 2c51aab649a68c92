import { z } from 'zod';
import { badRequest } from '../errors.ts';
import { showFiles } from '../messages.ts';
import type { Sandbox } from '../sandbox.ts';
import { method } from './method.ts';
import { flag, integer, object, requiredText, text } from './parameters.ts';
import { takeQuery, tooOld } from './queries.ts';

const maxResults = 50;

const inlineResult = z.looseObject({
  type: z.string(),
  id: z.string(),
  photo_file_id: z.string().max(200).exactOptional(),
});
type InlineResult = z.output<typeof inlineResult>;

const startButton = z.looseObject({
  text: z.string().min(1),
  start_parameter: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: 'START_PARAM_INVALID' })
    .exactOptional(),
});

const check = (results: InlineResult[]): void => {
  if (results.length > maxResults) throw badRequest('RESULTS_TOO_MUCH');
  if (results.some(({ id }) => id === '' || Buffer.byteLength(id) > 64))
    throw badRequest('RESULT_ID_INVALID');
  if (new Set(results.map(({ id }) => id)).size < results.length)
    throw badRequest('RESULT_ID_DUPLICATE');
};

/** Photos that Telegram has already; other results are told of by their type. */
const shownResult = ({ files }: Pick<Sandbox, 'files'>, result: InlineResult) => {
  const { id, type, photo_file_id: fileId } = result;
  if (type !== 'photo' || fileId === undefined) return { id, type };
  const { kind, width = 0, height = 0 } = files.find(fileId) ?? {};
  if (kind !== 'photo') throw badRequest('wrong remote file identifier specified');
  return { id, type, photo: { fileId, width, height } };
};

const answerInlineQuery = method({
  name: 'answerInlineQuery',
  parameters: {
    inline_query_id: requiredText(tooOld),
    results: object(
      z.array(inlineResult, { error: "can't parse inline query results JSON object" }),
    ),
    cache_time: integer.optional(),
    is_personal: flag,
    next_offset: text,
    button: object(startButton).optional(),
  },
  run: (sandbox, { inline_query_id: id, results, next_offset: nextOffset, button }) => {
    const query = takeQuery(sandbox, 'inline', id);
    check(results);
    const shown = results.map((result) => shownResult(sandbox, result));
    const photos = shown.flatMap(({ id: resultId, photo }) =>
      photo ? [[resultId, photo.fileId] as const] : [],
    );
    showFiles(
      sandbox,
      query.userId,
      photos.map(([, fileId]) => fileId),
    );
    const choices = Object.fromEntries(photos);
    sandbox.store.queries.set(id, { ...query, answered: true, choices });
    sandbox.hub.publish(query.userId, 'inline', {
      queryId: id,
      results: shown,
      ...(nextOffset !== undefined && nextOffset !== '' && { nextOffset }),
      ...(button && { button: { text: button.text, startParameter: button.start_parameter } }),
    });
    return true;
  },
});

export const inlineMethods = [answerInlineQuery];
