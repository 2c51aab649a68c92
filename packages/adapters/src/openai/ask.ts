import { PortError, ok, refuse, type PromptWriterRefusal, type Result } from '@aisha/core';
import type OpenAI from 'openai';
import type { z } from 'zod';
import type { OpenaiClient } from './openai-client.ts';
import { apiErrorOf, type OpenaiOperation } from './openai-errors.ts';

export type Question<Schema extends z.ZodType> = {
  readonly operation: OpenaiOperation;
  readonly model: string;
  readonly instructions: string;
  readonly text: string;
  /** A small JPEG. */
  readonly photo?: Uint8Array;
  readonly schema: Schema;
};

export type Asked<Answer> = Result<Answer, PromptWriterRefusal>;

/** Enough for the longest answer that is used; one that runs on is cut there and counts as none. */
const maxOutputTokens = 2_000;

const declined = { code: 'assistant.declined' } as const;
const unreadable = { code: 'assistant.unreadable' } as const;

/** One question to a model, answered by the schema or not at all. */
export const ask = async <Schema extends z.ZodType>(
  client: OpenaiClient,
  question: Question<Schema>,
): Promise<Asked<z.output<Schema>>> =>
  client.call(question.operation, async (api) => {
    try {
      return await parse(api, question);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return refuse(refusal);
      throw error;
    }
  });

const parse = async <Schema extends z.ZodType>(
  api: OpenAI,
  { model, instructions, text, photo, schema }: Question<Schema>,
): Promise<Asked<z.output<Schema>>> => {
  const { zodTextFormat } = await import('openai/helpers/zod');
  const response = await api.responses.parse({
    model,
    instructions,
    input: [{ role: 'user', content: [{ type: 'input_text', text }, ...pictureOf(photo)] }],
    text: { format: zodTextFormat(schema, 'answer') },
    max_output_tokens: maxOutputTokens,
    store: false,
  });
  if (response.status === 'failed') {
    throw new PortError('provider.unavailable', 'openai: a failed response', { retryable: true });
  }
  const parts = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (parts.some(({ type }) => type === 'refusal')) return refuse(declined);
  if (response.incomplete_details?.reason === 'content_filter') return refuse(declined);
  const answer = schema.safeParse(response.output_parsed);
  return answer.success ? ok(answer.data) : refuse(unreadable);
};

const pictureOf = (photo: Uint8Array | undefined) =>
  photo ? [{ type: 'input_image', image_url: dataUrlOf(photo), detail: 'low' } as const] : [];

export const dataUrlOf = (jpeg: Uint8Array): string =>
  `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;

const refusals: Readonly<Record<string, PromptWriterRefusal>> = {
  content_policy_violation: declined,
  moderation_blocked: declined,
  invalid_image: unreadable,
  invalid_image_format: unreadable,
  image_parse_error: unreadable,
};

/** What is wrong with what was given, and not with the call. */
const refusalOf = (error: unknown): PromptWriterRefusal | undefined => {
  const answer = apiErrorOf(error);
  const code = answer?.status === 400 ? (answer.code ?? '') : '';
  return Object.hasOwn(refusals, code) ? refusals[code] : undefined;
};
