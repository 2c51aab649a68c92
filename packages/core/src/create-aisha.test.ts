import { describe, expect, it } from 'vitest';
import type { Avatar } from './domain/avatar/avatar.ts';
import type { AspectRatio } from './domain/generation/aspect-ratio.ts';
import { defaultPolicy } from './domain/policy/policy.ts';
import { fakeWebhook, fakeWebhookAddresses, freshId, type FakeReport } from './testing/index.ts';
import { aWorld, granted, type World } from './testing/world/a-world.ts';
import { ledgerFaults } from './testing/world/ledger-faults.ts';
import type { GenerationId } from './shared/ids.ts';

/** The provider reports to the address that the run was submitted with. */
const report = ({ aisha }: World, webhookUrl: string | undefined, news: FakeReport) =>
  aisha.receiveWebhook({ query: new URL(webhookUrl ?? '').search.slice(1), ...fakeWebhook(news) });

const order = (avatar: Avatar, aspectRatio: AspectRatio = '3:4') => ({
  id: freshId<GenerationId>(),
  userId: avatar.userId,
  avatarId: avatar.id,
  prompt: 'reading in a garden',
  aspectRatio,
  count: 2,
});

describe.each([
  { kind: 'portrait', artisticTrainer: 'flux-2-lora', training: 60, picture: 2 },
  { kind: 'artistic', artisticTrainer: 'flux-2-lora', training: 80, picture: 3 },
  { kind: 'artistic', artisticTrainer: 'flux-pro-finetune', training: 100, picture: 4 },
] as const)('the whole path of a $kind avatar with $artisticTrainer', (path) => {
  const { artisticTrainer } = path;
  const policy = { ...defaultPolicy, artisticTrainer, previews: { count: 0 } };

  it('leads from photos to a picture, by webhooks alone', async () => {
    const world = aWorld({ policy });
    const { aisha, ports, look } = world;

    const avatar = await world.draftWithPhotos(12, { kind: path.kind });
    const training = granted(
      await aisha.requestTraining({ avatarId: avatar.id, userId: avatar.userId, preset: 'fast' }),
    );
    await ports.jobs.drain();
    const run = ports.trainer.latest();
    await report(world, run.order.webhookUrl, ports.trainer.succeed(run.requestId));
    await ports.jobs.drain();
    expect(look.avatar(avatar.id)).toMatchObject({
      status: 'ready',
      activeTrainingId: training.id,
    });

    const { generation } = granted(await aisha.requestGeneration(order(avatar, '16:9')));
    await ports.jobs.drain();
    const making = ports.generator.latest();
    await report(world, making.order.webhookUrl, ports.generator.succeed(making.requestId));
    await ports.jobs.drain();

    const { images } = await aisha.listImages(avatar.userId, { limit: 10 });
    expect(images).toHaveLength(2);
    await ports.jobs.drainFor(10_000);
    for (const { blobKey, thumbnailKey, sha256 } of images) {
      expect(await ports.blobs.find(blobKey)).toMatchObject({ sha256 });
      expect(await ports.blobs.find(thumbnailKey)).toBeDefined();
    }
    expect(ports.notifier.last('generation.succeeded')).toMatchObject({
      generationId: generation.id,
      charged: 2 * path.picture,
    });
    const left = 300 - path.training - 2 * path.picture;
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: left, held: 0 });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
    expect(ports.jobs.parked()).toEqual([]);
  });

  it('ends the same by asking alone, where no webhook ever arrives', async () => {
    const { aisha, ports, look, ready } = aWorld({
      policy,
      webhookAddresses: fakeWebhookAddresses({ reachable: false }),
    });

    const avatar = await ready({ kind: path.kind });
    const { generation } = granted(await aisha.requestGeneration(order(avatar)));
    await ports.jobs.drain();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.jobs.drainFor(60_000);

    expect(look.generation(generation.id).status).toBe('succeeded');
    expect(ports.jobs.pending()).toEqual([]);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });
});

describe('the words of a prompt', () => {
  it('reach the generator with the trigger phrase that the version was trained with', async () => {
    const { look, ports, ready, ordered } = aWorld();
    const avatar = await ready();
    const training = look.training(avatar.activeTrainingId!);

    await ordered({ avatarId: avatar.id, prompt: 'reading in a garden' });
    await ports.jobs.drain();

    const trained = ports.trainer.latest().order.recipe.triggerPhrase;
    const { request, weights } = ports.generator.latest().order;
    expect(training.recipe.triggerPhrase).toBe(trained);
    expect(request.fullPrompt).toBe(`a photo of ${trained}, a woman, reading in a garden`);
    const { result } = training;
    expect(weights).toEqual({ type: 'lora', url: result?.type === 'lora' && result.providerUrl });
  });
});
