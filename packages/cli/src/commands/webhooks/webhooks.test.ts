import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEvent } from '@aisha/core/testing';
import { aCli } from '../../cli.fixture.ts';
import { diagnoseSaved } from '../../diagnose-saved.ts';
import { somebody } from '../../somebody.fixture.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

describe('aisha webhooks list, show and replay', () => {
  it('tells what came, what it said, and has it gone through again', async () => {
    const cli = aCli({ columns: 200 });
    const { ports, run } = cli;
    const { trains } = await somebody(cli);
    const { id: trainingId } = await trains();
    const report = ports.trainer.succeed(ports.trainer.latest().requestId);
    const [run1] = ports.unitOfWork.committed().runs.values();
    const known = anEvent({ ...report, ...(run1 && { runId: run1.id }) });
    const aside = anEvent();
    await ports.unitOfWork.run(async ({ events }) => {
      await events.add(known);
      await events.add(aside);
      await events.quarantine(aside.id, ports.clock.now());
    });
    const all = await run('webhooks', 'list');
    expect(all.printed).toMatch(new RegExp(`${known.id} .+ training ${trainingId}`, 'u'));
    const only = await run('webhooks', 'list', '--aside', '--json');
    expect(JSON.parse(only.printed)).toMatchObject([{ id: aside.id }]);
    const shown = await run('webhooks', 'show', known.id);
    expect(shown.printed).toContain(`  about     training ${trainingId}\n`);
    expect(shown.printed).toContain('lora.safetensors');
    expect((await run('webhooks', 'show', aside.id)).printed).toContain('nobody knew its run');
    const replayed = await run('webhooks', 'replay', known.id, '--yes');
    expect(replayed.printed).toBe(`A worker goes through it now, for training ${trainingId}.\n`);
    await ports.jobs.drain();
    expect(ports.unitOfWork.committed().trainings.get(trainingId)?.status).toBe('succeeded');
    expect((await run('webhooks', 'replay', aside.id, '--yes')).printed).toContain('not known');
    expect((await run('webhooks', 'replay', unknown, '--yes')).code).toBe(4);
    expect((await run('webhooks', 'show', unknown)).code).toBe(4);
  });
});

describe('aisha webhooks verify', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aisha-verify-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const jwk = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const fal = { apiKey: 'key', userId: 'us', jwksUrl: undefined, restUrl: undefined };
  const aReader = () => aCli({ diagnoseWebhook: (bytes, jwks) => diagnoseSaved(bytes, jwks, fal) });
  const saved = async (name: string, content: string) => {
    const path = join(directory, name);
    await writeFile(path, content);
    return path;
  };

  it('says what is wrong with a forged one, asking nobody, and ends with 3', async () => {
    const jwks = await saved('jwks.json', JSON.stringify({ keys: [jwk] }));
    const request = await saved(
      'request.http',
      [
        'POST /api/v1/avatar/status_update?run=1 HTTP/1.1',
        'X-Fal-Webhook-Request-Id: request-1',
        'X-Fal-Webhook-User-Id: us',
        'X-Fal-Webhook-Timestamp: 1700000000',
        `X-Fal-Webhook-Signature: ${'ab'.repeat(64)}`,
        '',
        '{"request_id":"request-1","status":"OK","payload":{}}',
      ].join('\r\n'),
    );
    const { printed, code } = await aReader().run('webhooks', 'verify', request, '--jwks', jwks);
    expect(code).toBe(3);
    expect(printed).toMatch(/^It is not to be believed\.\n/u);
    expect(printed).toMatch(/FAIL {2}address .+no proof of ours/u);
    expect(printed).toMatch(/ok {4}account {4}for us\n/u);
    expect(printed).toMatch(/FAIL {2}signature {2}none of 1 keys/u);
    expect(printed).toMatch(/FAIL {2}freshness {2}signed 2023-11-14T22:13:20Z/u);
  });

  it('says so where a file is no request, or not there', async () => {
    const jwks = await saved('jwks.json', JSON.stringify({ keys: [jwk] }));
    const path = await saved('body.json', '{"request_id":"request-1"}');
    const { told, code } = await aReader().run('webhooks', 'verify', path, '--jwks', jwks);
    expect(code).toBe(1);
    expect(told[0]).toContain('is no HTTP request');
    const none = aReader().run('webhooks', 'verify', join(directory, 'none'));
    await expect(none).rejects.toThrow('There is no file');
  });
});
