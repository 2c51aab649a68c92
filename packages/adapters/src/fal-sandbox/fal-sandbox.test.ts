import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import {
  clientOf,
  completed,
  photo,
  photosZip,
  startSandbox,
  temporaryFolder,
  trainedLora,
  zipOf,
} from './fixtures.ts';
import type { FalSandbox } from './index.ts';

const portrait = 'fal-ai/flux-lora-portrait-trainer';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let sandbox: FalSandbox;
let lora: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  sandbox = await startSandbox(folder.path);
  lora = await trainedLora(clientOf(sandbox));
});
afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

const download = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

interface Made {
  readonly images: { url: string; width: number; height: number }[];
  readonly image: { url: string };
  readonly has_nsfw_concepts: boolean[];
  readonly finetune_id: string;
}

const firstPicture = ({ images }: Made) => download(String(images[0]?.url));

/** Submits, waits and fetches the result; throws what the client throws. */
const run = async (endpoint: string, input: Record<string, unknown>) => {
  const fal = clientOf(sandbox);
  const { request_id: requestId } = await fal.queue.submit(endpoint, { input });
  await completed(fal, endpoint, requestId);
  return (await fal.queue.result(endpoint, { requestId })).data as Made;
};

const refusal = async (endpoint: string, input: Record<string, unknown>) => {
  const error: unknown = await run(endpoint, input).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error as { status: number; body: { detail: { loc: unknown[]; type: string }[] } };
};

describe('a training', () => {
  it('goes from the queue over progress to a LoRA file', async () => {
    const fal = clientOf(sandbox);
    const submitted = await fal.queue.submit(portrait, {
      input: { images_data_url: await photosZip(10), trigger_phrase: 'AISHA' },
    });
    expect(submitted).toMatchObject({ status: 'IN_QUEUE', queue_position: 2 });
    const status = await completed(fal, portrait, submitted.request_id);
    const { data, requestId } = await fal.queue.result(portrait, {
      requestId: submitted.request_id,
    });

    expect(requestId).toBe(submitted.request_id);
    expect(data.diffusers_lora_file.file_name).toBe('pytorch_lora_weights.safetensors');
    const bytes = await download(data.diffusers_lora_file.url);
    expect(bytes).toHaveLength(data.diffusers_lora_file.file_size ?? 0);
    const header = bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE()));
    expect(JSON.parse(header)).toMatchObject({ __metadata__: { 'sandbox.family': 'flux-1' } });
    const messages = 'logs' in status ? status.logs.map(({ message }) => message) : [];
    expect(messages).toContainEqual(expect.stringMatching(/^ 50%\|.*\| 1250\/2500 \[00:00<00:00/));
  });

  it('is billed once, when it succeeds', () => {
    const [bill] = sandbox.runs();
    expect(bill).toMatchObject({ endpoint: portrait, status: 'COMPLETED', costUsd: 2.4 });
  });

  it('of FLUX.2 needs a caption for every photo', async () => {
    const image_data_url = await photosZip(4);
    const refused = await refusal('fal-ai/flux-2-trainer-v2', { image_data_url });
    expect(refused.body.detail).toMatchObject([{ loc: ['body', 'image_data_url'] }]);

    const captioned = { image_data_url, default_caption: 'a photo of AISHA' };
    await expect(run('fal-ai/flux-2-trainer-v2', captioned)).resolves.toHaveProperty('config_file');
  });

  it('of FLUX.2 takes captions from text files', async () => {
    const files = await Promise.all(
      [1, 2, 3, 4].map(async (n) => [
        [`${n}.jpg`, await photo(n)] as const,
        [`${n}.txt`, Buffer.from('AISHA outdoors')] as const,
      ]),
    );
    const image_data_url = await zipOf(Object.fromEntries(files.flat()));
    await expect(run('fal-ai/flux-2-trainer', { image_data_url })).resolves.toHaveProperty(
      'diffusers_lora_file',
    );
  });

  it('with too few photos, a broken archive or a broken photo is refused by type', async () => {
    const few = await refusal(portrait, { images_data_url: await photosZip(2) });
    expect(few).toMatchObject({
      status: 422,
      body: {
        detail: [
          {
            type: 'archive_file_count_below_minimum',
            ctx: { min_count: 4, provided_count: 2 },
            url: expect.stringContaining('archive_file_count_below_minimum') as string,
          },
        ],
      },
    });
    const rubbish = await refusal(portrait, { images_data_url: new File(['no zip'], 'a.zip') });
    expect(rubbish.body.detail[0]?.type).toBe('invalid_archive');
    const cut = (await photo(1)).subarray(0, 400);
    const broken = await refusal(portrait, { images_data_url: await zipOf({ 'a.jpg': cut }) });
    expect(broken.body.detail[0]?.type).toBe('image_load_error');
    const svg = await zipOf({ 'a.png': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    const vector = await refusal(portrait, { images_data_url: svg });
    expect(vector.body.detail[0]?.type).toBe('unsupported_image_format');
  });

  it('without an archive, or with one from the internet, is refused by type', async () => {
    const missing = await refusal(portrait, { steps: 0 });
    expect(missing.body.detail.map(({ loc, type }) => [...loc.slice(1), type])).toEqual([
      ['images_data_url', 'missing'],
      ['steps', 'greater_than_equal'],
    ]);
    const foreign = await refusal(portrait, { images_data_url: 'https://203.0.113.7/a.zip' });
    expect(foreign.body.detail[0]?.type).toBe('file_download_error');
  });

  it('of the old artistic trainer gives a finetune id that its generator knows', async () => {
    const trained = await run('fal-ai/flux-pro-trainer', {
      data_url: await photosZip(5),
      finetune_comment: 'AISHA',
      mode: 'character',
    });
    const input = { prompt: 'AISHA', finetune_id: trained.finetune_id, finetune_strength: 1.1 };
    const endpoint = 'fal-ai/flux-pro/v1.1-ultra-finetuned';
    const made = await run(endpoint, { ...input, aspect_ratio: '1:1' });
    expect(made.images[0]).toMatchObject({ width: 2048, height: 2048 });
    const unknown = await refusal(endpoint, { ...input, finetune_id: 'nobody' });
    expect(unknown.body.detail[0]?.loc).toEqual(['body', 'finetune_id']);
  });
});

describe('a generation', () => {
  it('gives pictures in the exact size asked for', async () => {
    const input = { prompt: 'AISHA on a beach', loras: [{ path: lora }], num_images: 2, seed: 42 };
    const image_size = { width: 600, height: 800 };
    const made = await run('fal-ai/flux-lora', { ...input, image_size });
    expect(made).toMatchObject({
      seed: 42,
      prompt: input.prompt,
      has_nsfw_concepts: [false, false],
    });
    const files = await Promise.all(made.images.map(({ url }) => download(url)));
    for (const file of files)
      await expect(sharp(file).metadata()).resolves.toMatchObject({
        format: 'jpeg',
        width: 600,
        height: 800,
      });
    expect(files[0]).not.toEqual(files[1]);
  });

  it('repeats itself to the byte for one seed and prompt', async () => {
    const input = { prompt: 'AISHA & <friends>', loras: [{ path: lora }], image_size: 'square' };
    const bytesWith = async (seed: number) =>
      firstPicture(await run('fal-ai/flux-lora', { ...input, seed }));
    expect(await bytesWith(1)).toEqual(await bytesWith(1));
    expect(await bytesWith(1)).not.toEqual(await bytesWith(2));
  });

  it('knows a LoRA by its bytes, wherever they come from', async () => {
    const copy = (await download(lora)).toString('base64');
    const loras = [{ path: `data:application/octet-stream;base64,${copy}` }];
    const made = await run('fal-ai/flux-lora', { prompt: 'AISHA', loras, image_size: 'square' });
    expect(made.images).toHaveLength(1);
  });

  it('with a LoRA of another base model, or none of ours, is refused', async () => {
    const loras = [{ path: lora }];
    const wrong = await refusal('fal-ai/flux-2/lora', { prompt: 'AISHA', loras });
    expect(wrong.body.detail[0]?.loc).toEqual(['body', 'loras', 0, 'path']);
    const [stranger] = [{ path: `data:application/octet-stream;base64,${btoa('not a LoRA')}` }];
    const unknown = await refusal('fal-ai/flux-lora', { prompt: 'AISHA', loras: [stranger] });
    expect(unknown.status).toBe(422);
  });

  it('with a size or count out of bounds names the field', async () => {
    const image_size = { width: 5_000, height: 512 };
    const refused = await refusal('fal-ai/flux-lora', { prompt: 'x', image_size, num_images: 9 });
    expect(refused.body.detail).toMatchObject([
      { loc: ['body', 'num_images'], type: 'less_than_equal', ctx: { le: 4 } },
      { loc: ['body', 'image_size', 'width'], type: 'less_than_equal' },
    ]);
    const format = await refusal('fal-ai/flux-lora', { prompt: 'x', output_format: 'gif' });
    expect(format.body.detail[0]).toMatchObject({ type: 'one_of' });
  });

  it('starts from a picture and is upscaled afterwards', async () => {
    const image_url = new File([new Uint8Array(await photo(3))], 'base.jpg', {
      type: 'image/jpeg',
    });
    const input = { prompt: 'AISHA', loras: [{ path: lora }], image_url, image_size: 'square' };
    const made = await run('fal-ai/flux-lora/image-to-image', input);
    const url = made.images[0]?.url;
    const large = await run('fal-ai/clarity-upscaler', { image_url: url });
    expect(large.image).toMatchObject({ width: 1024, height: 1024, content_type: 'image/png' });
    const larger = await run('fal-ai/aura-sr', { image_url: url });
    expect(larger.image).toMatchObject({ width: 2048 });
  });

  it('flags, refuses or fails where the prompt says so', async () => {
    const flagged = await run('fal-ai/flux-lora', {
      prompt: '[sandbox:nsfw:1] AISHA',
      num_images: 2,
      image_size: 'square',
    });
    expect(flagged.has_nsfw_concepts).toEqual([false, true]);
    const { channels } = await sharp(await download(String(flagged.images[1]?.url))).stats();
    expect(channels.map(({ max }) => max)).toEqual([0, 0, 0]);

    const policy = await refusal('fal-ai/flux-pro/v1.1-ultra', { prompt: '[sandbox:policy]' });
    expect(policy.body.detail[0]?.type).toBe('content_policy_violation');
    const failed = await refusal('fal-ai/flux-lora', { prompt: '[sandbox:fail]' });
    expect(failed.status).toBe(500);
  });
});

describe('the queue', () => {
  it('shows a failed job as completed with its error', async () => {
    const fal = clientOf(sandbox);
    const { request_id: requestId } = await fal.queue.submit('fal-ai/flux-lora', {
      input: { prompt: '[sandbox:policy]' },
    });
    await expect(completed(fal, 'fal-ai/flux-lora', requestId)).resolves.toMatchObject({
      error_type: 'content_policy_violation',
      error: 'Invalid status code: 422',
    });
  });

  it('drops the sub-path from its URLs and finds a request under its own app only', async () => {
    const fal = clientOf(sandbox);
    const endpoint = 'fal-ai/flux-pro/v1.1-ultra';
    const submitted = await fal.queue.submit(endpoint, { input: { prompt: 'a lighthouse' } });
    const { response_url: url, request_id: requestId } = submitted;
    expect(url).toBe(`${sandbox.origin}/fal-ai/flux-pro/requests/${requestId}`);
    await completed(fal, endpoint, requestId);
    await expect(fal.queue.result('fal-ai/flux-lora', { requestId })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('answers 400 for a result that is not there yet', async () => {
    const fal = clientOf(sandbox);
    const { request_id: requestId } = await fal.queue.submit('fal-ai/flux-lora', {
      input: { prompt: 'patience' },
    });
    await expect(fal.queue.result('fal-ai/flux-lora', { requestId })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('refuses a wrong key and an unknown endpoint', async () => {
    const stranger = clientOf(sandbox, 'some:body');
    const input = { prompt: 'x' };
    await expect(stranger.queue.submit('fal-ai/flux-lora', { input })).rejects.toMatchObject({
      status: 401,
      body: { detail: 'No user found for Key ID and Secret' },
    });
    const unknown = clientOf(sandbox).queue.submit('fal-ai/nothing', { input });
    await expect(unknown).rejects.toMatchObject({ status: 404 });
  });
});
