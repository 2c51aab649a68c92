import { readTrainingArchive, type TrainingPhoto } from './archive.ts';
import { failRun } from './errors.ts';
import { encodeLora, type BaseFamily, type SandboxLora } from './lora-file.ts';
import type { Model, ModelContext } from './models.ts';
import { limits } from './options.ts';
import type { RunOutput } from './run-record.ts';
import { readFast, readFlux2, readPortrait, readPro, type Order } from './trainer-inputs.ts';

const minimumImages = 4;
const rememberedPhotos = 8;

/** Evenly over the archive, so that a picture shows more than the first few shots of one afternoon. */
const chosen = (photos: readonly TrainingPhoto[]): readonly TrainingPhoto[] =>
  photos.length <= rememberedPhotos
    ? photos
    : Array.from({ length: rememberedPhotos }, (_, index) => {
        const photo = photos[Math.floor((index * photos.length) / rememberedPhotos)];
        return photo ? [photo] : [];
      }).flat();

const learn = async (order: Order, family: BaseFamily, context: ModelContext) => {
  const loc = ['body', order.field];
  const archive = await context.inputs.open(order.url, {
    loc,
    maxBytes: limits.uploadBytes,
    network: false,
  });
  const photos = await readTrainingArchive(archive, { minimum: minimumImages, loc });
  const bare = photos.find(({ caption }) => caption === undefined);
  if (order.captions && order.captions.fallback === undefined && bare)
    return failRun('value_error', {
      loc,
      msg: `No caption for ${bare.name} and no default_caption`,
    });
  return {
    family,
    trainer: context.endpoint,
    triggerPhrase: order.triggerPhrase,
    photos: chosen(photos).map(({ jpeg }) => jpeg),
  } satisfies SandboxLora;
};

interface Trade {
  readonly family: BaseFamily;
  readonly read: (input: unknown) => Order;
  /** US dollars for so many steps. */
  readonly price: (steps: number) => number;
  readonly deliver: (lora: SandboxLora, order: Order, context: ModelContext) => Promise<RunOutput>;
}

const trainer = ({ family, read, price, deliver }: Trade): Model => ({
  kind: 'training',
  run: async (input, context) => {
    const order = read(input);
    return deliver(await learn(order, family, context), order, context);
  },
  priceUsd: (input) => price(read(input).steps),
  steps: (input) => read(input).steps,
});

const deliverFile: Trade['deliver'] = async (lora, order, { files, endpoint }) => ({
  kind: 'lora',
  lora: await files.add(
    encodeLora(lora),
    'pytorch_lora_weights.safetensors',
    'application/octet-stream',
  ),
  config: await files.add(
    Buffer.from(
      JSON.stringify({ trainer: endpoint, steps: order.steps, trigger: lora.triggerPhrase }),
    ),
    'config.json',
    'application/json',
  ),
});

const deliverFinetune: Trade['deliver'] = async (lora, _, { finetunes }) => ({
  kind: 'finetune',
  finetuneId: await finetunes.add(lora),
});

const flux2 = trainer({
  family: 'flux-2',
  read: readFlux2,
  price: (count) => count * 0.008,
  deliver: deliverFile,
});

export const trainers: Readonly<Record<string, Model>> = {
  'fal-ai/flux-lora-portrait-trainer': trainer({
    family: 'flux-1',
    read: readPortrait,
    price: (count) => Math.max(count, 1_000) * 0.0024,
    deliver: deliverFile,
  }),
  'fal-ai/flux-2-trainer': flux2,
  'fal-ai/flux-2-trainer-v2': flux2,
  'fal-ai/flux-lora-fast-training': trainer({
    family: 'flux-1',
    read: readFast,
    price: (count) => Math.max(count, 1_000) * 0.002,
    deliver: deliverFile,
  }),
  'fal-ai/flux-pro-trainer': trainer({
    family: 'flux-1',
    read: readPro,
    price: () => 4,
    deliver: deliverFinetune,
  }),
};
