import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScopes } from '@aisha/core';
import { hookEvents } from './hook-events.ts';
import { anApi } from './an-api.fixture.ts';

const events = ['training.succeeded', 'generation.succeeded', 'generation.cancelled'];

describe('a client with a hook', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());
  const add = (url = 'https://client.test/hook', own = {}) =>
    api.ask('POST /api/v1/hooks', { body: { url, events, ...own } });
  const messagesOf = async (id: unknown) =>
    (await api.ask(`GET /api/v1/hooks/${String(id)}/messages`)).body['items'] as {
      id: string;
      type: string;
      status: string;
      lastAnswer: string;
      body: string;
    }[];

  it('is told its secret once, and never again', async () => {
    const { body } = await add();
    expect(body['secret']).toMatch(/^whsec_/u);
    const listed = await api.ask('GET /api/v1/hooks');
    expect(listed.text).not.toContain('whsec_');
    expect(listed.body['items']).toMatchObject([{ id: body['id'], events }]);
    expect((await api.ask(`DELETE /api/v1/hooks/${String(body['id'])}`)).status).toBe(204);
    expect((await api.ask('GET /api/v1/hooks')).body['items']).toEqual([]);
  });

  it('is told what became of trainings and orders, and can read it up and have it again', async () => {
    const { body: hook } = await add();
    const user = await api.bring('ada');
    const avatar = await api.ready(user);
    const order = await api.ask(`POST ${user}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden' },
    });
    await api.ask(`POST ${user}/generations/${String(order.body['id'])}/cancel`);
    await api.ports.jobs.drain();
    const messages = await messagesOf(hook['id']);
    expect(messages.map(({ type, status }) => [type, status])).toEqual([
      ['generation.cancelled', 'delivered'],
      ['training.succeeded', 'delivered'],
    ]);
    for (const { type, body } of messages) {
      const told = JSON.parse(body) as object;
      const described = hookEvents.find((event) => event.type === type)?.schema;
      expect(described?.parse(told), type).toEqual(told);
    }
    const message = messages[0] ?? { id: '', body: '' };
    const sent = api.ports.hookSender.sent.filter(({ id }) => id === message.id);
    expect(sent).toMatchObject([{ secret: hook['secret'], body: message.body }]);
    expect(JSON.parse(message.body)).toMatchObject({
      type: 'generation.cancelled',
      data: { userId: 'ada', generationId: order.body['id'], reason: 'cancelled' },
    });
    expect(message.body).not.toContain('garden');

    const again = await api.ask(`POST /api/v1/hook-messages/${message.id}/replay`);
    expect(again.body).toMatchObject({ id: message.id, status: 'waiting' });
    await api.ports.jobs.drain();
    expect(api.ports.hookSender.sent.filter(({ id }) => id === message.id)).toHaveLength(2);

    const { secret: stranger } = await api.keyOf(apiScopes, 'another');
    for (const asked of [
      `GET /api/v1/hooks/${String(hook['id'])}/messages`,
      `DELETE /api/v1/hooks/${String(hook['id'])}`,
      `POST /api/v1/hook-messages/${message.id}/replay`,
    ]) {
      expect((await api.ask(asked, { key: stranger })).status, asked).toBe(404);
    }
  });

  it('is told nothing where it may not be told', async () => {
    for (const url of ['https://private.test/', 'http://client.test/', 'ftp://client.test/']) {
      const refused = await add(url);
      expect([400, 422], url).toContain(refused.status);
    }
    expect((await add('https://client.test/', { events: ['secret.leaked'] })).status).toBe(400);
    expect((await add('https://client.test/', { events: [] })).status).toBe(400);
  });

  it('has ten of them and no more', async () => {
    const { secret: key } = await api.keyOf(apiScopes, 'eager');
    const body = { url: 'https://client.test/', events };
    const added = [];
    for (let at = 0; at < 11; at += 1)
      added.push(await api.ask('POST /api/v1/hooks', { key, body }));
    expect(added.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 10 }, () => 201),
      409,
    ]);
    expect(added.at(-1)?.body).toMatchObject({ code: 'hooks.too-many', max: 10 });
  });
});
