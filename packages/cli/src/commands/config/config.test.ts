import { describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';

const secrets = {
  TELEGRAM_BOT_TOKEN: '123456:a-token-nobody-may-see',
  FAL_API_KEY: 'fal-key-nobody-may-see',
  FAL_ADMIN_KEY: 'admin-key-nobody-may-see',
  OPENAI_API_KEY: 'openai-key-nobody-may-see',
  DATABASE_URL: 'postgresql://aisha:hidden@db.example:5432/aisha?sslpassword=hidden',
  REDIS_URL: 'redis://:hidden@redis.example:6379',
  MINIO_ENDPOINT: 'http://minio.example:9000',
  MINIO_ACCESS_KEY: 'access-nobody-may-see',
  MINIO_SECRET_KEY: 'minio-key-nobody-may-see',
  METRICS_TOKEN: 'metrics-token-nobody-may-see',
};

const withVariables = (environment: Record<string, string>) =>
  aCli({ columns: 10_000, environment: async () => environment });

describe('aisha config show', () => {
  it('shows what is set, and of no secret anything', async () => {
    const { run } = withVariables({ ...secrets, MIN_PHOTOS: '5', API_PORT: '9443' });
    for (const args of [[], ['--json'], ['--set']]) {
      const { printed } = await run('config', 'show', ...args);
      expect(printed).not.toMatch(/nobody-may-see|hidden/u);
      expect(printed).toContain('postgresql://aisha:secret@db.example:5432/aisha');
      expect(printed).toContain('(secret, 22 characters)');
    }
    const { printed } = await run('config', 'show');
    expect(printed).toMatch(/^MIN_PHOTOS +environment +all +5$/mu);
    expect(printed).toMatch(/^MAX_PHOTOS +default +all +\d+$/mu);
    expect(printed).toMatch(/^TERMS_URL +not set +all$/mu);
    expect(printed).toMatch(/^BOT_PORT +default +bot +8000$/mu);
    expect(printed).toMatch(/^API_PORT +environment +http +9443$/mu);
    expect(printed).toMatch(/^METRICS_TOKEN +environment +http +\(secret, \d+ characters\)$/mu);
    expect((await run('config', 'show', '--set')).printed).not.toContain('MAX_PHOTOS');
  });
});

describe('aisha config check', () => {
  it('ends with 0 where all is right', async () => {
    const { printed, code } = await withVariables(secrets).run('config', 'check');
    expect([printed, code]).toEqual(['The configuration is right.\n', 0]);
  });

  it('names every problem of every app at once, and no value, and ends with 3', async () => {
    const wrong = {
      FAL_API_KEY: 'short',
      FAL_KEY: 'another-of-them',
      MIN_PHOTOS: '30',
      TELEGRAM_WEBHOOK_URL: 'http://bot.example',
      TLS_CERT_FILE: '/cert.pem',
      METRICS_TOKEN: 'short',
      ROLE: 'cook',
    };
    const { printed, code } = await withVariables(wrong).run('config', 'check');
    expect(code).toBe(3);
    expect(printed.trimEnd().split('\n').toSorted()).toEqual([
      'FAL_API_KEY and FAL_KEY are different keys: give one of them',
      'FAL_API_KEY is too short for a fal key',
      'METRICS_TOKEN is too short for a token',
      'MIN_PHOTOS is larger than MAX_PHOTOS',
      'ROLE must be one of bot, worker, all',
      'TELEGRAM_BOT_TOKEN is missing',
      'TELEGRAM_WEBHOOK_URL must be https',
      'TELEGRAM_WEBHOOK_URL needs a path of its own, as /telegram',
      'TLS_CERT_FILE and TLS_KEY_FILE go together: one of them is missing',
    ]);
    expect(printed).not.toMatch(/another-of-them|bot\.example|cert\.pem|cook/u);
    const { printed: json } = await withVariables(wrong).run('config', 'check', '--json');
    expect((JSON.parse(json) as { problems: string[] }).problems).toHaveLength(9);
  });

  it.each([
    ['http', []],
    ['migrate', []],
    ['bot', ['TELEGRAM_BOT_TOKEN is missing']],
    ['worker', ['TELEGRAM_BOT_TOKEN is missing']],
    ['all', ['TELEGRAM_BOT_TOKEN is missing']],
  ])('asks of %s what it needs and no more, named or by ROLE', async (role, problems) => {
    const enough = { FAL_API_KEY: 'fal-key-nobody-may-see' };
    const named = await withVariables(enough).run('config', 'check', '--role', role, '--json');
    expect(JSON.parse(named.printed)).toEqual({ problems });
    const by = await withVariables({ ...enough, ROLE: role }).run('config', 'check', '--json');
    expect(JSON.parse(by.printed)).toEqual({ problems });
  });
});
