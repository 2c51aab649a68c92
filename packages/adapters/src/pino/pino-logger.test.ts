import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PortError, type LogFields } from '@aisha/core';
import { pinoLogger } from './pino-logger.ts';

const hex = (length: number): string => '0123456789abcdef'.repeat(8).slice(0, length);

// Made up and in pieces, so that no scanner takes them for real ones.
const botToken = ['1234567890', `AAH${'xY9_-zq7'.repeat(4)}`].join(':');
const falKey = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}:${hex(32)}`;
const secretsByForm = {
  'a bot token': botToken,
  'a bot token in an address': `https://api.telegram.org/file/bot${botToken}/photos/1.jpg`,
  'an encoded bot token': botToken.replace(':', '%3A'),
  'a fal key': falKey,
  'a fal header': `Key ${falKey}`,
  'a bearer header': `Bearer ${'q1w2e3r4'.repeat(3)}`,
  'a database address': 'postgresql://aisha:pa/ss@w0rd!x@db.internal:5432/aisha',
  'a Redis address': 'rediss://:sup3r-s3cret@cache:6379',
  'a signed address': `https://s3.example/a.jpg?X-Amz-Signature=${hex(64)}&mac=${hex(40)}`,
  'an OpenAI key': `sk-${'proj-Zx81'.repeat(4)}`,
  'a setting': 'FAL_KEY=abc-not-of-any-form',
  'a setting in JSON': '{"api_key": "abc-not-of-any-form"}',
  'a picture': `data:image/png;base64,${'iVBORw0KGgo'.repeat(30)}`,
  'a private key': `-----BEGIN PRIVATE KEY-----\n${'MC4CAQAwBQYDK2VwBCIEI'.repeat(2)}\n`,
};
/** What must not be found of each, in any line. */
const traces = [
  'xY9_-zq7',
  hex(32),
  'q1w2e3r4',
  'pa/ss',
  'w0rd!x',
  'sup3r-s3cret',
  hex(40),
  'Zx81',
  'abc-not-of-any-form',
  'iVBORw0KGgo',
  'MC4CAQAwBQYDK2VwBCIEI',
];

const recording = () => {
  const written: string[] = [];
  const destination = { write: (line: string): void => void written.push(line) };
  return { logger: pinoLogger({ level: 'debug', destination }), written };
};

const lineOf = (fields: LogFields, message = 'message'): string => {
  const { logger, written } = recording();
  logger.info(fields, message);
  expect(written).toHaveLength(1);
  return written[0]!;
};

const parsed = (fields: LogFields): Record<string, unknown> =>
  JSON.parse(lineOf(fields)) as Record<string, unknown>;

const leaksIn = (line: string): string[] => traces.filter((trace) => line.includes(trace));

describe('a secret', () => {
  it.each(Object.entries(secretsByForm))('is known by its form: %s', (_, secret) => {
    expect(leaksIn(secret)).not.toEqual([]);
    expect(leaksIn(lineOf({ fact: secret }, `a message with ${secret} in it`))).toEqual([]);
    expect(leaksIn(lineOf({ error: new Error(`failed at ${secret}`) }))).toEqual([]);
    expect(leaksIn(lineOf({ [secret]: 1 }))).toEqual([]);
  });

  it.each([
    'token',
    'botToken',
    'BOT_TOKEN',
    'key',
    'apiKey',
    'x-api-key',
    'FAL_KEY',
    'secret',
    'password',
    'Authorization',
    'dsn',
    'databaseUrl',
    'set-cookie',
    'prompt',
    'mac',
  ])('is known by the name %s', (name) => {
    expect(parsed({ deep: [{ [name]: 'plain words' }] })['deep']).toEqual([
      { [name]: '[redacted]' },
    ]);
    expect(parsed({ [name]: { parts: ['plain words'] } })[name]).toBe('[redacted]');
  });

  it('is known by the name before it in a list of headers', () => {
    const { headers } = parsed({ headers: ['Accept', '*/*', 'X-Api-Key', 'plain words'] });
    expect(headers).toEqual(['Accept', '*/*', 'X-Api-Key', '[redacted]']);
  });

  it('never leaves through any nested shape', () => {
    const secret = fc.constantFrom(...Object.values(secretsByForm));
    const name = fc.constantFrom('a', 'error', 'items', '__proto__', 'msg', 'level', 'toJSON', '');
    const around = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '\n', '=', '/', 'é'),
      maxLength: 8,
    });
    const { value } = fc.letrec((tie) => ({
      leaf: fc
        .tuple(around, secret, around)
        .map(([before, text, after]) => `${before} ${text} ${after}`),
      value: fc.oneof(
        { depthSize: 'small' },
        tie('leaf'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(name, tie('value'), { maxKeys: 3 }),
        fc
          .tuple(tie('leaf'), tie('value'))
          .map(([text, cause]) => new Error(String(text), { cause })),
        tie('value').map((inner) => new Map([['entry', inner]])),
        tie('value').map((inner) => new Set([inner])),
        tie('leaf').map((text) => Buffer.from(String(text))),
        tie('leaf').map((text) => new URL(`http://host/?q=${String(text)}`)),
      ),
    }));
    fc.assert(
      fc.property(value, around, (fields, text) => {
        const { logger, written } = recording();
        logger.with({ fields }).warn({ fields }, text);
        expect(written).toHaveLength(1);
        expect(leaksIn(written[0]!)).toEqual([]);
        expect(JSON.parse(written[0]!)).toMatchObject({ level: 'warn' });
      }),
      { numRuns: 1000 },
    );
  });

  it('is not left in halves where a long text is cut', () => {
    for (let before = 1900; before < 4700; before += 7) {
      expect(leaksIn(lineOf({ text: `${'.'.repeat(before)}${botToken}` }))).toEqual([]);
      expect(leaksIn(lineOf({ text: `${'.'.repeat(before)}${falKey}` }))).toEqual([]);
    }
  });
});

describe('a prompt or a photo', () => {
  it('never leaves, whatever it is called by and however deep it lies', () => {
    const mark = 'lantern-nobody-else-has';
    const words = fc
      .tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }))
      .map(([before, after]) => `${before}${mark}${after}`);
    const prompt = fc
      .tuple(fc.constantFrom('prompt', 'prompts', 'userPrompt', 'negative_prompt', 'PROMPT'), words)
      .map(([name, text]) => ({ [name]: text }));
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 64 });
    const photo = fc
      .tuple(fc.constantFrom('photo', 'body', 'content', 'bytes'), bytes)
      .chain(([name, content]) =>
        fc
          .constantFrom<unknown[]>(content, Buffer.from(content), content.buffer as never)
          .map((value) => ({ [name]: value })),
      );
    const { fields } = fc.letrec<{ fields: object; deep: object }>((tie) => ({
      fields: fc.oneof({ depthSize: 'small' }, prompt, photo, tie('deep')),
      deep: fc.oneof(
        fc.array(tie('fields'), { maxLength: 3 }).map((list) => ({ list })),
        tie('fields').map((inner) => ({ error: Object.assign(new Error('failed'), inner) })),
        tie('fields').map((inner) => ({ inner })),
      ),
    }));
    fc.assert(
      fc.property(fields, (told) => {
        const written: string[] = [];
        const destination = { write: (line: string): void => void written.push(line) };
        const logger = pinoLogger({ level: 'debug', destination, context: () => ({ told }) });
        logger.with({ told }).error({ told }, 'message');
        expect(written).toHaveLength(1);
        expect(written[0]).not.toContain(mark);
        // Bytes would be a list of numbers, or an object of them.
        expect(written[0]).not.toMatch(/(?:\d{1,3},){15}|"15":\d/u);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is known of the work around a line', () => {
  it('is on it, and gives way to what the line says itself', () => {
    const written: string[] = [];
    const destination = { write: (line: string): void => void written.push(line) };
    let context: LogFields = {};
    const logger = pinoLogger({ level: 'info', destination, context: () => context });
    context = { chatId: 7, trainingId: 'outer', token: 'never-seen' };
    logger.with({ attempt: 2 }).info({ trainingId: 'own' }, 'message');
    expect(JSON.parse(written[0]!)).toMatchObject({
      chatId: 7,
      attempt: 2,
      trainingId: 'own',
      token: '[redacted]',
    });
  });

  it('grows by what is learnt on the way, for whoever writes the next line', () => {
    const written: string[] = [];
    const destination = { write: (line: string): void => void written.push(line) };
    const known: Record<string, unknown> = { job: 'run.check' };
    const learn = (fields: LogFields): void => void Object.assign(known, fields);
    const options = { level: 'info', destination, context: () => known, learn } as const;
    const [ours, others] = [pinoLogger(options), pinoLogger(options)];
    ours.info({}, 'before');
    ours.with({ attempt: 1 }).about({ trainingId: 't', token: 'never-seen' });
    others.info({}, 'after');
    const [before, after] = written.map((line) => JSON.parse(line) as LogFields);
    expect(after).toMatchObject({ job: 'run.check', trainingId: 't', token: '[redacted]' });
    expect(before).not.toHaveProperty('trainingId');
  });
});

describe('a line', () => {
  it('keeps what is not secret', () => {
    const trainingId = '0190a1b2-0000-7000-8000-0123456789ab';
    const fields = {
      trainingId,
      blobKey: 'photos/a/1.jpg',
      waitMs: 30,
      hasToken: true,
      at: new Date(0),
    };
    expect(parsed(fields)).toMatchObject({ ...fields, at: '1970-01-01T00:00:00.000Z' });
  });

  it('tells an error with its code, its reason and where it was thrown', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = new PortError('storage.unavailable', 'put a blob', { retryable: true, cause });
    expect(parsed({ error })['error']).toMatchObject({
      type: 'PortError',
      message: 'put a blob',
      code: 'storage.unavailable',
      retryable: true,
      stack: expect.stringContaining('pino-logger.test') as unknown,
      cause: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
    });
  });

  it('is one line, whatever it is told', () => {
    const hostile = 'a\r\nb\u2028c\u2029d\u001b[31me\u009b1mf\u0085g\u202eh\ud800';
    const line = lineOf({ name: hostile, [hostile]: 1 }, hostile);
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1).match(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/gu)).toBeNull();
    expect(JSON.parse(line)).toMatchObject({ msg: expect.stringContaining('a\r\nb') as unknown });
  });

  it('stays short, whatever it is told', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'end' : { next: nested(depth - 1) });
    const wide = Array.from({ length: 1000 }, () => 'x'.repeat(1_000_000));
    const fields = { wide, deep: nested(1000), photo: Buffer.alloc(5_000_000, 'x') };
    const startedAt = performance.now();
    expect(lineOf(fields, 'm'.repeat(1_000_000)).length).toBeLessThan(200_000);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(parsed(fields)['photo']).toBe('[5000000 bytes]');
  });

  it('has its own level, time and message once', () => {
    const { level, time, msg, ...fields } = parsed({ level: 'fatal', time: 0, msg: 'other' });
    expect([level, msg]).toEqual(['info', 'message']);
    expect(Date.parse(String(time))).toBeGreaterThan(0);
    expect(fields).toEqual({ level_: 'fatal', time_: 0, msg_: 'other' });
  });

  it('is written though parts of it cannot be read', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    );
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const fields = parsed({ trap, revoked: revoked.proxy, fine: 1, date: new Date(Number.NaN) });
    expect(fields).toMatchObject({
      trap: '[unreadable]',
      revoked: '[unreadable]',
      fine: 1,
      date: null,
    });
  });

  it('below the level is not written, and its fields are not touched', () => {
    const written: string[] = [];
    const destination = { write: (line: string): void => void written.push(line) };
    const logger = pinoLogger({ level: 'warn', destination });
    let isTouched = false;
    logger.info(
      {
        get fact() {
          return (isTouched = true);
        },
      },
      'quiet',
    );
    logger.warn({}, 'loud');
    expect(written).toHaveLength(1);
    expect(isTouched).toBe(false);
  });

  it('that cannot be written harms nobody', () => {
    const destination = {
      write: () => {
        throw new Error('the disk is full');
      },
    };
    expect(() => pinoLogger({ level: 'info', destination }).info({}, 'lost')).not.toThrow();
  });
});
