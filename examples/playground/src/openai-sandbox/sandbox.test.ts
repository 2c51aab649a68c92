import OpenAI, { APIConnectionError, APIError, toFile } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startOpenaiSandbox, type OpenaiSandbox } from './index.ts';

const apiKey = 'sandbox-key';
const vision = z.object({
  prompt: z.string(),
  negativePrompt: z.string().nullable(),
  orientation: z.enum(['landscape', 'portrait', 'square']),
  colors: z.array(z.string()).max(3),
  confidence: z.number(),
});

let sandbox: OpenaiSandbox;
let client: OpenAI;

beforeAll(async () => {
  sandbox = await startOpenaiSandbox({ apiKey });
  client = new OpenAI({ apiKey, baseURL: sandbox.baseUrl, maxRetries: 0 });
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.stop());

const picture = async (width: number, height: number, background: string, tail = '') => {
  const jpeg = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return `data:image/jpeg;base64,${Buffer.concat([jpeg, Buffer.from(tail)]).toString('base64')}`;
};

const look = (imageUrl: string, options: { max_output_tokens?: number } = {}) =>
  client.responses.parse({
    model: 'gpt-5-mini',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Describe it as a prompt' },
          { type: 'input_image', image_url: imageUrl, detail: 'low' },
        ],
      },
    ],
    text: { format: zodTextFormat(vision, 'vision') },
    store: false,
    ...options,
  });

const rewrite = (text: string) =>
  client.responses.parse({
    model: 'gpt-5-mini',
    instructions: 'Improve the prompt',
    input: text,
    text: {
      format: zodTextFormat(z.object({ prompt: z.string(), language: z.string() }), 'prompt'),
    },
  });

const failure = async (call: Promise<unknown>) => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error(`No API error: ${String(error)}`);
  return error;
};

describe('moderations', () => {
  const moderate = async (input: OpenAI.ModerationCreateParams['input']) => {
    const { results } = await client.moderations.create({ model: 'omni-moderation-latest', input });
    return results;
  };

  it('lets a harmless prompt pass with low scores', async () => {
    const [result] = await moderate('портрет в осеннем лесу');
    expect(result?.flagged).toBe(false);
    const scores = Object.values({ ...result?.category_scores }).map(Number);
    expect(scores).toHaveLength(13);
    expect(Math.max(...scores)).toBeLessThan(0.02);
  });

  it.each([
    ['обнажённая натура', 'sexual'],
    ['a naked man', 'sexual'],
    ['сцена убийства', 'violence'],
    ['a pipe bomb plan', 'illicit/violent'],
  ])('flags «%s» as %s', async (text, category) => {
    const [result] = await moderate([{ type: 'text', text }]);
    expect(result?.flagged).toBe(true);
    expect(result?.categories).toMatchObject({ [category]: true });
  });

  it('judges each string of a list by itself', async () => {
    const results = await moderate(['a cat', 'porn']);
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
  });

  it('flags a marked picture, and not for what omni-moderation sees in texts only', async () => {
    const image = async (category: string) => [
      {
        type: 'image_url' as const,
        image_url: { url: await picture(64, 64, 'red', `SANDBOX-FLAG:${category}`) },
      },
    ];
    const [seen] = await moderate(await image('sexual'));
    const [unseen] = await moderate(await image('sexual/minors'));
    expect([seen?.flagged, unseen?.flagged]).toEqual([true, false]);
    expect(seen?.category_applied_input_types.sexual).toEqual(['image']);
    expect(seen?.category_applied_input_types.hate).toEqual([]);
  });
});

describe('responses', () => {
  it('describes a picture by its own colours, light and orientation', async () => {
    const { output_parsed: parsed } = await look(await picture(300, 200, '#2846a0'));
    expect(parsed?.orientation).toBe('landscape');
    expect(parsed?.colors).toContain('deep blue');
    expect(parsed?.prompt).toMatch(/landscape.*deep blue/);
    const { output_parsed: other } = await look(await picture(200, 300, '#f0f0f0'));
    expect(other?.orientation).toBe('portrait');
    expect(other?.prompt).toMatch(/white.*bright/);
  });

  it('refuses a marked picture with a refusal part', async () => {
    const response = await look(await picture(64, 64, 'red', 'SANDBOX-REFUSE'));
    expect(response.output_parsed).toBeNull();
    expect(JSON.stringify(response.output)).toContain('"type":"refusal"');
  });

  it('translates and enriches a Russian prompt', async () => {
    const { output_parsed: parsed } = await rewrite('портрет в лесу на закате');
    expect(parsed?.prompt).toMatch(/^Portrait in forest on sunset, .*light/);
    expect(parsed?.language).toBe('ru');
  });

  it('answers plain text where no schema is asked for', async () => {
    const response = await client.responses.create({ model: 'gpt-5-mini', input: 'a red hat' });
    expect(response.output_text).toMatch(/^A red hat, /);
  });

  it('stops in the middle when marked, or when few tokens are allowed', async () => {
    const marked = await client.responses.create({
      model: 'gpt-5-mini',
      input: 'SANDBOX-INCOMPLETE a hat',
    });
    const limited = await client.responses.create({
      model: 'gpt-5-mini',
      input: 'a hat',
      max_output_tokens: 16,
    });
    for (const response of [marked, limited]) {
      expect(response.status).toBe('incomplete');
      expect(response.incomplete_details?.reason).toBe('max_output_tokens');
    }
  });

  it('refuses what is no picture, and a schema that strict mode does not allow', async () => {
    const unreadable = await failure(look('data:image/png;base64,AAAA'));
    expect([unreadable.status, unreadable.code]).toEqual([400, 'invalid_image']);
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: [] };
    const loose = client.responses.create({
      model: 'gpt-5-mini',
      input: 'x',
      text: { format: { type: 'json_schema', name: 'loose', strict: true, schema } },
    });
    expect((await failure(loose)).code).toBe('invalid_json_schema');
  });
});

describe('transcriptions', () => {
  const hear = async (bytes: string, language?: string) =>
    client.audio.transcriptions.create({
      model: 'gpt-4o-mini-transcribe',
      file: await toFile(Buffer.from(bytes), 'voice.ogg'),
      ...(language !== undefined && { language }),
    });

  it('hears what a marked recording says', async () => {
    expect((await hear('xxSANDBOX-SAYS:рыжий кот в шляпе;yy')).text).toBe('рыжий кот в шляпе');
  });

  it('hears the same in the same recording, in the language asked for', async () => {
    const [first, again, english] = await Promise.all([
      hear('sound'),
      hear('sound'),
      hear('sound', 'en'),
    ]);
    expect(again.text).toBe(first.text);
    expect(first.text).toMatch(/[а-я]/);
    expect(english.text).toMatch(/^[a-z ,]+$/);
  });

  it('refuses a file that is no sound', async () => {
    const file = await toFile(Buffer.from('x'), 'voice.txt');
    const call = client.audio.transcriptions.create({ model: 'whisper-1', file });
    expect((await failure(call)).status).toBe(400);
  });
});

describe('errors', () => {
  it('lets nobody in with another key, and does not repeat the key', async () => {
    const stranger = new OpenAI({ apiKey: 'wrong-key', baseURL: sandbox.baseUrl, maxRetries: 0 });
    const error = await failure(stranger.models.list());
    expect([error.status, error.code]).toEqual([401, 'invalid_api_key']);
    expect(error.message).not.toContain('wrong-key');
    expect(error.requestID).toMatch(/^req_/);
  });

  it('knows no model of another family', async () => {
    const call = client.responses.create({ model: 'llama', input: 'x' });
    expect((await failure(call)).code).toBe('model_not_found');
  });

  it('lists its models', async () => {
    const ids = (await client.models.list()).data.map(({ id }) => id);
    expect(ids).toContain('omni-moderation-latest');
  });

  it('tells an empty account from a rate limit', async () => {
    sandbox.faults.add({ kind: 'insufficient-quota' });
    sandbox.faults.add({ kind: 'rate-limit', retryAfterSeconds: 7 });
    const quota = await failure(client.moderations.create({ input: 'x' }));
    const limit = await failure(client.moderations.create({ input: 'x' }));
    expect([quota.status, quota.code]).toEqual([429, 'insufficient_quota']);
    expect([limit.status, limit.code]).toEqual([429, 'rate_limit_exceeded']);
    expect(new Headers(limit.headers as Headers).get('retry-after')).toBe('7');
  });

  it('spoils only the path that was named, as often as was said', async () => {
    sandbox.faults.add({ kind: 'server-error', status: 503, path: '/moderations', times: 2 });
    await client.models.list();
    const statuses = [
      (await failure(client.moderations.create({ input: 'x' }))).status,
      (await failure(client.moderations.create({ input: 'x' }))).status,
    ];
    expect(statuses).toEqual([503, 503]);
    await client.moderations.create({ input: 'x' });
  });

  it('cuts connections and sends garbage on demand', async () => {
    sandbox.faults.add({ kind: 'drop' });
    await expect(client.models.list()).rejects.toThrow(APIConnectionError);
    sandbox.faults.add({ kind: 'garbage' });
    await expect(client.models.list()).rejects.toThrow('not valid JSON');
  });

  it('records calls without pictures and keys', async () => {
    await look(await picture(64, 64, 'red'));
    const call = sandbox.calls().at(-1);
    expect(call).toMatchObject({ method: 'POST', path: '/v1/responses', status: 200 });
    expect(JSON.stringify(call)).toMatch(/data:image\/jpeg;base64,… \(\d+\)/);
    expect(JSON.stringify(sandbox.calls())).not.toContain(apiKey);
  });
});
