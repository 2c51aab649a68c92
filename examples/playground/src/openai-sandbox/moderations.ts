import { createHash } from 'node:crypto';
import { z } from 'zod';
import { checkModel } from './models.ts';
import { categories } from './moderation-categories.ts';
import { bytesOfDataUrl, readPicture } from './picture.ts';

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(100_000) }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
]);

export const moderationRequest = z.object({
  model: z.string().default('omni-moderation-latest'),
  input: z.union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)]),
});

type Part = z.output<typeof part>;

/** A picture is flagged by this text anywhere in its bytes, such as a JPEG comment or a tail, or by being magenta, which survives being written anew. */
const imageMarker = /SANDBOX-FLAG:([a-z/-]+)/;

const flaggedInImage = async (url: string): Promise<string | undefined> => {
  if (!url.startsWith('data:')) return undefined;
  const bytes = bytesOfDataUrl(url);
  const marked = imageMarker.exec(bytes.toString('latin1'))?.[1];
  if (marked !== undefined) return marked;
  return (await readPicture(bytes)).isAlarming ? 'sexual' : undefined;
};

/** Small, different and the same each time, as the scores of harmless input look. */
const backgroundScore = (seed: string): number =>
  (createHash('sha256').update(seed).digest().readUInt16BE(0) / 0xffff) * 0.01;

const judge = async (parts: Part[]): Promise<unknown> => {
  const text = parts.flatMap((each) => (each.type === 'text' ? each.text : [])).join('\n');
  const images = parts.flatMap((each) => (each.type === 'image_url' ? each.image_url.url : []));
  const marked = new Set(await Promise.all(images.map(flaggedInImage)));
  const judged = Object.entries(categories).map(([name, { pattern, sees }]) => {
    const byText = pattern?.test(text) ?? false;
    const byImage = sees.includes('image') && marked.has(name);
    const applied = [
      ...(text !== '' ? ['text'] : []),
      ...(images.length > 0 && sees.includes('image') ? ['image'] : []),
    ];
    const flagged = byText || byImage;
    return { name, flagged, applied, score: flagged ? 0.97 : backgroundScore(name + text) };
  });
  return {
    flagged: judged.some(({ flagged }) => flagged),
    categories: Object.fromEntries(judged.map(({ name, flagged }) => [name, flagged])),
    category_scores: Object.fromEntries(judged.map(({ name, score }) => [name, score])),
    category_applied_input_types: Object.fromEntries(
      judged.map(({ name, applied }) => [name, applied]),
    ),
  };
};

/** One result a string, one for a list of parts. */
const groups = (input: z.output<typeof moderationRequest>['input']): Part[][] => {
  if (typeof input === 'string') return [[{ type: 'text', text: input }]];
  const parts = input.filter((each) => typeof each !== 'string');
  if (parts.length > 0) return [parts];
  return input.flatMap((each) =>
    typeof each === 'string' ? [[{ type: 'text', text: each }]] : [],
  );
};

export const moderate = async (request: z.output<typeof moderationRequest>): Promise<unknown> => {
  checkModel(request.model);
  return {
    id: `modr-${createHash('sha256').update(JSON.stringify(request.input)).digest('hex').slice(0, 24)}`,
    model:
      request.model === 'omni-moderation-latest' ? 'omni-moderation-2024-09-26' : request.model,
    results: await Promise.all(groups(request.input).map(judge)),
  };
};
