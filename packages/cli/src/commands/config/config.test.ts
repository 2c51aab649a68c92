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
};

const withVariables = (environment: Record<string, string>) =>
  aCli({ columns: 10_000, environment: async () => environment });

describe('aisha config show', () => {
  it('shows what is set, and of no secret anything', async () => {
    const { run } = withVariables({ ...secrets, MIN_PHOTOS: '5' });
    for (const args of [[], ['--json'], ['--set']]) {
      const { printed } = await run('config', 'show', ...args);
      expect(printed).not.toMatch(/nobody-may-see|hidden/u);
      expect(printed).toContain('postgresql://aisha:secret@db.example:5432/aisha');
      expect(printed).toContain('(secret, 22 characters)');
    }
    const { printed } = await run('config', 'show');
    expect(printed).toMatch(/^MIN_PHOTOS +environment +5$/mu);
    expect(printed).toMatch(/^MAX_PHOTOS +default +\d+$/mu);
    expect(printed).toMatch(/^TERMS_URL +not set$/mu);
    expect((await run('config', 'show', '--set')).printed).not.toContain('MAX_PHOTOS');
  });
});

describe('aisha config check', () => {
  it('ends with 0 where all is right', async () => {
    const { printed, code } = await withVariables(secrets).run('config', 'check');
    expect([printed, code]).toEqual(['The configuration is right.\n', 0]);
  });

  it('names every problem at once, and no value, and ends with 3', async () => {
    const wrong = { FAL_API_KEY: 'short', FAL_KEY: 'another-of-them', MIN_PHOTOS: '30' };
    const { printed, code } = await withVariables(wrong).run('config', 'check');
    expect(code).toBe(3);
    expect(printed).toContain('FAL_API_KEY is too short for a fal key\n');
    expect(printed).toContain('MIN_PHOTOS is larger than MAX_PHOTOS\n');
    expect(printed).not.toMatch(/short\n.*'short'|another-of-them/u);
    const { printed: json } = await withVariables(wrong).run('config', 'check', '--json');
    expect((JSON.parse(json) as { problems: string[] }).problems).toHaveLength(3);
  });
});
