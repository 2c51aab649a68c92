import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import {
  openaiClient,
  openaiModerator,
  openaiPromptWriter,
  openaiSpeechReader,
} from '@aisha/adapters/openai';
import {
  moderatorContract,
  promptWriterContract,
  speechReaderContract,
  type AssistantControls,
  type AssistantFailure,
} from '@aisha/core/testing';
import {
  startOpenaiSandbox,
  type OpenaiSandbox,
} from '../../examples/playground/src/openai-sandbox/index.ts';

const apiKey = 'sandbox-key';
const model = 'gpt-4.1-mini';

let sandbox: OpenaiSandbox;
let photo: Uint8Array;
let empty: Uint8Array;

beforeAll(async () => {
  sandbox = await startOpenaiSandbox({ apiKey });
  empty = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();
  photo = await sharp({
    create: { width: 300, height: 400, channels: 3, background: '#204080' },
  })
    .composite([
      {
        input: { create: { width: 300, height: 100, channels: 3, background: '#f0e0c0' } },
        gravity: 'south',
      },
    ])
    .jpeg()
    .toBuffer();
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.stop());

/** Two tries, so that what passes by itself is not seen, and what does not is told soon. */
const client = () =>
  openaiClient({ apiKey, baseUrl: sandbox.baseUrl, retries: 1, timeoutMs: 5_000 });
const tries = 2;

const faults: Readonly<Record<AssistantFailure, Parameters<OpenaiSandbox['faults']['add']>[0]>> = {
  'provider.unavailable': { kind: 'server-error', status: 503, times: tries },
  'provider.rate-limited': { kind: 'rate-limit', retryAfterSeconds: 20 },
  'provider.balance-exhausted': { kind: 'insufficient-quota' },
  'provider.unauthorized': { kind: 'unauthorized' },
  'provider.invalid-answer': { kind: 'garbage', times: tries },
};

const controls: AssistantControls = {
  goAway: async (code) => sandbox.faults.add(faults[code]),
  comeBack: async () => sandbox.faults.clear(),
};

const cleanup = async () => sandbox.faults.clear();
const marked = (jpeg: Uint8Array, marker: string) => Buffer.concat([jpeg, Buffer.from(marker)]);

describe('prompts by OpenAI', () => {
  promptWriterContract({
    it,
    create: async () => ({
      writer: openaiPromptWriter({ client: client(), model }),
      absent: openaiPromptWriter({ client: undefined, model }),
      samples: { photo, empty, improper: marked(photo, 'SANDBOX-REFUSE') },
      improperPrompt: 'SANDBOX-REFUSE in a garden',
      controls: {
        ...controls,
        answerNext: async (prompt: string) => sandbox.faults.add({ kind: 'answer', prompt }),
      },
      cleanup,
    }),
  });
});

describe('moderation by OpenAI', () => {
  moderatorContract({
    it,
    create: async () => ({
      moderator: openaiModerator({ client: client(), model: 'omni-moderation-latest' }),
      absent: openaiModerator({ client: undefined, model: 'omni-moderation-latest' }),
      samples: {
        sexual: 'a nude statue',
        violent: 'they torture',
        photo,
        sexualPhoto: marked(photo, 'SANDBOX-FLAG:sexual'),
      },
      controls,
      cleanup,
    }),
  });
});

/** A page that ends after two seconds, and says what it says. */
const voiceOf = (words: string): Uint8Array => {
  const head = Buffer.alloc(27);
  head.write('OggS');
  head.writeBigInt64LE(96_000n, 6);
  return Buffer.concat([head, Buffer.from(`SANDBOX-SAYS:${words};`)]);
};

describe('transcription by OpenAI', () => {
  speechReaderContract({
    it,
    create: async () => ({
      reader: openaiSpeechReader({ client: client(), model: 'gpt-4o-mini-transcribe' }),
      absent: openaiSpeechReader({ client: undefined, model: 'gpt-4o-mini-transcribe' }),
      voiceOf,
      // A page that ends where it begins.
      noise: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(23)]),
      controls,
      cleanup,
    }),
  });
});
