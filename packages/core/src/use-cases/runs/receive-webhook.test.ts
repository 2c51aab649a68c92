import { describe, expect, it } from 'vitest';
import { fakeWebhook, utf8 } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';

/** A message that tells the truth about a training that the provider finished. */
const trueMessage = async () => {
  const world = aWorld();
  await world.submitted();
  const { requestId, order } = world.ports.trainer.latest();
  const report = world.ports.trainer.succeed(requestId);
  const query = new URL(order.webhookUrl!).search.slice(1);
  return { world, report, message: { query, ...fakeWebhook(report) } };
};

describe('a webhook', () => {
  it('that is true is kept, and worked on later', async () => {
    const { world, message, report } = await trueMessage();

    expect(await world.aisha.receiveWebhook(message)).toEqual({ ok: true, value: 'accepted' });

    const [event] = world.ports.unitOfWork.committed().events.values();
    const [run] = world.look.runs();
    expect(event).toMatchObject({ ...report, runId: run!.id });
    expect(world.ports.jobs.pending('provider.event').map(({ job }) => job.data)).toEqual([
      { eventId: event!.id, runId: run!.id },
    ]);
    expect(run?.status).toBe('accepted');
  });

  it('that comes again and again is kept once', async () => {
    const { world, message } = await trueMessage();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.aisha.receiveWebhook(message)),
    );
    expect(answers.filter((answer) => answer.ok && answer.value === 'accepted')).toHaveLength(1);
    expect(answers.filter((answer) => answer.ok && answer.value === 'duplicate')).toHaveLength(19);
    expect(world.ports.jobs.pending('provider.event')).toHaveLength(1);
  });

  it('to an address that we did not write is refused before anything is verified', async () => {
    const { world, message } = await trueMessage();
    let verified = 0;
    before(world.ports.webhookVerifier, 'verify', () => (verified += 1));

    for (const query of ['', `${message.query}0`, message.query.replace('try=1', 'try=2')]) {
      expect(await world.aisha.receiveWebhook({ ...message, query })).toEqual({
        ok: false,
        refusal: { code: 'webhook.address-invalid' },
      });
    }
    expect(verified).toBe(0);
  });

  it.each([
    ['without a signature', { headers: {} }, 'webhook.headers-missing'],
    [
      'with a wrong signature',
      { headers: { 'x-fake-signature': 'false' } },
      'webhook.signature-invalid',
    ],
    [
      'with two signatures',
      { headers: { 'x-fake-signature': ['true', 'true'] } },
      'webhook.headers-malformed',
    ],
    ['that says nothing', { body: utf8('{}') }, 'webhook.body-malformed'],
  ])('%s is refused and leaves nothing behind', async (_, forged, code) => {
    const { world, message } = await trueMessage();
    const answer = await world.aisha.receiveWebhook({ ...message, ...forged });
    expect(answer).toEqual({ ok: false, refusal: { code } });
    expect(world.ports.unitOfWork.committed().events.size).toBe(0);
    expect(world.ports.jobs.pending('provider.event')).toEqual([]);
  });

  it('that could not be stored is not answered, so that it comes again', async () => {
    const { world, message } = await trueMessage();
    world.ports.unitOfWork.failNext();
    await expect(world.aisha.receiveWebhook(message)).rejects.toMatchObject({
      code: 'database.unavailable',
    });
    expect(await world.aisha.receiveWebhook(message)).toEqual({ ok: true, value: 'accepted' });
  });
});
