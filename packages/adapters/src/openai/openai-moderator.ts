import { gravestFirst, type Moderation, type Moderator, type SafetyCategory } from '@aisha/core';
import { dataUrlOf } from './ask.ts';
import type { OpenaiClient } from './openai-client.ts';
import { moderationAnswer } from './openai-schemas.ts';

export type OpenaiModeratorOptions = {
  /** Undefined where there is no account: then it says so. */
  readonly client: OpenaiClient | undefined;
  readonly model: string;
};

/**
 * Pictures are judged for sex, violence and self-harm alone: who is under age on one, nobody tells.
 * @see https://platform.openai.com/docs/guides/moderation
 */
const categories: Readonly<Record<string, SafetyCategory>> = {
  'sexual/minors': 'minors',
  sexual: 'sexual',
  'self-harm': 'self-harm',
  'self-harm/intent': 'self-harm',
  'self-harm/instructions': 'self-harm',
  violence: 'violence',
  'violence/graphic': 'violence',
  'harassment/threatening': 'violence',
  'illicit/violent': 'weapons',
  hate: 'hate',
  'hate/threatening': 'hate',
  harassment: 'hate',
  illicit: 'illicit',
};

const allowed: Moderation = { decision: 'allowed' };

/** Whatever is flagged is refused, also for a reason that is newer than this list. */
export const openaiModerator = ({ client, model }: OpenaiModeratorOptions): Moderator => ({
  isConfigured: () => client !== undefined,
  judge: async ({ text = '', picture }) => {
    if (!client) return { decision: 'not-configured' };
    const input = [
      ...(text === '' ? [] : [{ type: 'text', text } as const]),
      ...(picture ? [{ type: 'image_url', image_url: { url: dataUrlOf(picture) } } as const] : []),
    ];
    if (input.length === 0) return allowed;
    const { results } = await client.call('moderate', async (api) =>
      moderationAnswer.parse(await api.moderations.create({ model, input })),
    );
    return results.some(({ flagged }) => flagged) ? refusedFor(flaggedIn(results)) : allowed;
  },
});

const flaggedIn = (
  results: readonly { readonly categories: Readonly<Record<string, boolean | null | undefined>> }[],
): string[] =>
  results.flatMap((result) =>
    Object.entries(result.categories).flatMap(([name, is]) => (is === true ? name : [])),
  );

const refusedFor = (names: readonly string[]): Moderation => {
  const known = names.flatMap((name) => (Object.hasOwn(categories, name) ? categories[name] : []));
  const [gravest = 'illicit', ...others] = gravestFirst(known.filter((name) => name !== undefined));
  const reason = names.join(',').slice(0, 200) || 'flagged';
  return { decision: 'refused', categories: [gravest, ...others], reason };
};
