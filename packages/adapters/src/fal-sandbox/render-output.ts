import type { FileRef, RunOutput } from './run-record.ts';

const renderFile = (file: FileRef, origin: string) => ({
  url: `${origin}${file.path}`,
  content_type: file.contentType,
  file_name: file.name,
  file_size: file.bytes,
});

const renderImage = (file: FileRef, origin: string) => ({
  ...renderFile(file, origin),
  width: file.width,
  height: file.height,
});

/** The output as the model's documentation shows it, with URLs under `origin`. */
export const renderOutput = (output: RunOutput, origin: string): Record<string, unknown> => {
  switch (output.kind) {
    case 'lora':
      return {
        diffusers_lora_file: renderFile(output.lora, origin),
        config_file: renderFile(output.config, origin),
      };
    case 'finetune':
      return { finetune_id: output.finetuneId };
    case 'images':
      return {
        images: output.images.map((image) => renderImage(image, origin)),
        timings: { inference: output.inferenceMs / 1_000 },
        seed: output.seed,
        has_nsfw_concepts: output.flagged,
        prompt: output.prompt,
      };
    case 'upscale':
      return { image: renderImage(output.image, origin), seed: output.seed, timings: {} };
  }
};
