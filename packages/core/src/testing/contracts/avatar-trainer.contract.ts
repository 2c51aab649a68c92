import type { ByteStream } from '../../shared/bytes.ts';
import { planRecipe } from '../../domain/training/own-trainers.ts';
import type { TrainingRecipe } from '../../domain/training/recipe.ts';
import type { AvatarTrainer } from '../../ports/avatar-trainer.ts';
import { equal, ok, rejects } from '../assert.ts';
import { providerRunCases, type ProviderControls } from './provider.ts';
import { casesOf, type Suite } from './suite.ts';

export type AvatarTrainerContext = {
  readonly trainer: AvatarTrainer;
  readonly provider: ProviderControls;
  /** An archive of photos that a trainer can learn from, new each time. */
  readonly archive: () => ByteStream;
};

const recipes = {
  'portrait-lora': recipeOf('portrait', 'flux-2-lora'),
  'flux-2-lora': recipeOf('artistic', 'flux-2-lora'),
  'flux-pro-finetune': recipeOf('artistic', 'flux-pro-finetune'),
} as const;
const recipe = recipes['portrait-lora'];
const enough = { maxBytes: 64 * 1024 * 1024 };

export const avatarTrainerContract = (suite: Suite<AvatarTrainerContext>): void => {
  const test = casesOf(suite);
  const prepare = async ({ trainer, archive }: AvatarTrainerContext, ordered = recipe) => {
    const archiveUrl = await trainer.uploadArchive(archive(), enough);
    return () => trainer.submit({ recipe: ordered, archiveUrl, webhookUrl: undefined });
  };

  providerRunCases(test, {
    prepare: (context) => prepare(context),
    observe: ({ trainer }, run) => trainer.observe(run, recipe),
    interpret: ({ trainer }, report) => trainer.interpret({ ...report, recipe }),
    cancel: ({ trainer }, run) => trainer.cancel(run),
  });

  test('each recipe goes to its endpoint and leaves what its generator takes', async (context) => {
    const { trainer, provider } = context;
    for (const ordered of Object.values(recipes)) {
      const run = await (await prepare(context, ordered))();
      equal(run.endpoint, trainer.endpointOf(ordered.trainer), ordered.trainer);
      await provider.finish(run);
      const told = await trainer.observe(run, ordered);
      if (told.state !== 'succeeded') throw new Error(`${ordered.trainer} ended ${told.state}`);
      const expected = ordered.trainer === 'flux-pro-finetune' ? 'finetune' : 'lora';
      equal(told.output.type, expected, ordered.trainer);
    }
  });

  test('an archive that is too large is not handed over', async ({ trainer, archive }) => {
    await rejects(trainer.uploadArchive(archive(), { maxBytes: 10 }), 'storage.too-large');
  });

  test('an archive may be handed over again', async ({ trainer, archive, provider }) => {
    for (let time = 0; time < 2; time += 1) {
      const url = await trainer.uploadArchive(archive(), enough);
      ok(/^https?:\/\//.test(url), 'the archive has an address');
    }
    equal(await provider.accepted(), 0);
  });
};

function recipeOf(
  kind: 'portrait' | 'artistic',
  artisticTrainer: 'flux-2-lora' | 'flux-pro-finetune',
): TrainingRecipe {
  return planRecipe({
    kind,
    subject: 'woman',
    preset: 'fast',
    triggerPhrase: 'TOKA1B2C3',
    artisticTrainer,
  });
}
