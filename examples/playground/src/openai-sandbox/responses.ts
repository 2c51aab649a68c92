import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from './errors.ts';
import { fillSchema } from './fill-schema.ts';
import { strictProblem } from './json-schema.ts';
import { checkModel } from './models.ts';
import { bytesOfDataUrl, readPicture } from './picture.ts';
import type { Told } from './faults.ts';
import { topicOfPicture, topicOfText, type Topic } from './topic.ts';

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_text'), text: z.string().max(200_000) }),
  z.object({
    type: z.literal('input_image'),
    image_url: z.string(),
    detail: z.string().optional(),
  }),
  z.object({ type: z.literal('output_text'), text: z.string() }),
]);

const message = z.object({
  type: z.literal('message').optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([z.string(), z.array(part)]),
});

const textFormat = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({
    type: z.literal('json_schema'),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().nullish(),
    description: z.string().optional(),
  }),
]);

export const responseRequest = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(message).min(1)]),
  instructions: z.string().nullish(),
  text: z.object({ format: textFormat.optional() }).optional(),
  max_output_tokens: z.number().int().min(16).nullish(),
  store: z.boolean().nullish(),
  temperature: z.number().nullish(),
  stream: z.literal(false).nullish(),
});

type ResponseRequest = z.output<typeof responseRequest>;
type Part = z.output<typeof part>;

/** In a text, or anywhere in a picture's bytes. */
const refuseMarker = 'SANDBOX-REFUSE';
const incompleteMarker = 'SANDBOX-INCOMPLETE';

const userParts = ({ input }: ResponseRequest): Part[] => {
  if (typeof input === 'string') return [{ type: 'input_text', text: input }];
  return input
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }): Part[] =>
      typeof content === 'string' ? [{ type: 'input_text', text: content }] : content,
    );
};

/** Applications wrap what a person wrote in a tag, to tell it from their own words. */
const innerText = (text: string): string => /<(\w+)>([\s\S]*?)<\/\1>/.exec(text)?.[2] ?? text;

const lastText = (parts: Part[]): string =>
  parts.findLast((each) => each.type === 'input_text')?.text ?? '';

/** Applications say in which language they want to be told. */
const wantedLanguage = ({ instructions }: ResponseRequest): string =>
  /language of the \w+: ([a-z]{2})\b/i.exec(instructions ?? '')?.[1] ?? 'en';

const readTopic = async (
  request: ResponseRequest,
  parts: Part[],
  image: Buffer | undefined,
): Promise<Topic> =>
  image
    ? topicOfPicture(await readPicture(image), wantedLanguage(request))
    : topicOfText(innerText(lastText(parts)));

const answerText = (request: ResponseRequest, topic: Topic): string => {
  const format = request.text?.format;
  if (format?.type !== 'json_schema') return topic.prompt;
  const problem = format.strict ? strictProblem(format.schema) : undefined;
  if (problem !== undefined) {
    throw badRequest(
      `Invalid schema for response_format: ${problem}`,
      'text.format.schema',
      'invalid_json_schema',
    );
  }
  return JSON.stringify(fillSchema(format.schema, topic));
};

const tokens = (text: string): number => Math.ceil(text.length / 4);

type Outcome = {
  status: 'completed' | 'incomplete';
  content: Record<string, unknown>;
  used: number;
};

const outcome = (request: ResponseRequest, seen: string, answer: string): Outcome => {
  if (seen.includes(refuseMarker)) {
    const refusal = "I'm sorry, but I can't help with that.";
    return { status: 'completed', content: { type: 'refusal', refusal }, used: tokens(refusal) };
  }
  const limit = request.max_output_tokens ?? Infinity;
  const cut = seen.includes(incompleteMarker) || tokens(answer) > limit;
  const kept = Math.min(limit, Math.floor(tokens(answer) / 2));
  const text = cut ? answer.slice(0, kept * 4) : answer;
  return {
    status: cut ? 'incomplete' : 'completed',
    content: { type: 'output_text', text, annotations: [], logprobs: [] },
    used: tokens(text),
  };
};

const envelope = (
  request: ResponseRequest,
  seen: string,
  { status, content, used }: Outcome,
): unknown => {
  const inputTokens = tokens(seen.slice(0, 20_000));
  const id = randomUUID().replaceAll('-', '');
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    metadata: {},
    model: request.model,
    output: [{ type: 'message', id: `msg_${id}`, status, role: 'assistant', content: [content] }],
    parallel_tool_calls: true,
    previous_response_id: null,
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: { format: request.text?.format ?? { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: used,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + used,
    },
  };
};

/** Answers from what it was given: the colours and light of a picture, or the words of a text. */
export const respond = async (request: ResponseRequest, told: Told): Promise<unknown> => {
  checkModel(request.model);
  const parts = userParts(request);
  const image = parts.findLast((each) => each.type === 'input_image');
  const bytes = image && bytesOfDataUrl(image.image_url);
  const texts = parts.flatMap((each) => (each.type === 'input_image' ? [] : each.text));
  const seen = [...texts, bytes?.toString('latin1') ?? ''].join('\n');
  const topic = await readTopic(request, parts, bytes);
  const { prompt = topic.prompt, prompt: description = topic.description } = told;
  const answer = told.whole ?? answerText(request, { ...topic, prompt, description });
  return envelope(request, seen, outcome(request, seen, answer));
};
