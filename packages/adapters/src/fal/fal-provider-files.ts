import { PortError, type ProviderFiles } from '@aisha/core';
import { request } from 'undici';
import { z } from 'zod';
import { requestIdSchema } from './fal-schemas.ts';

export type FalProviderFilesOptions = {
  /** A secret. fal lets only keys of the scope ADMIN delete; without one nothing is asked for. */
  readonly adminKey?: string | undefined;
  /** `https://api.fal.ai` when absent. */
  readonly platformUrl?: string | undefined;
  readonly timeoutMs?: number;
};

const answerSchema = z.looseObject({
  cdn_delete_results: z.array(z.looseObject({ exception: z.string().nullish() })).default([]),
});

const largestAnswer = 1024 * 1024;

/**
 * Has fal delete what it keeps of a run: the input and output as JSON, and the files in the output.
 * It offers no deletion of files that were uploaded (photos in their archive, weights): those expire
 * after a day and a week, as they were uploaded with.
 * https://docs.fal.ai/platform-apis/v1/models/requests/payloads
 */
export const falProviderFiles = ({
  adminKey,
  platformUrl = 'https://api.fal.ai',
  timeoutMs = 15_000,
}: FalProviderFilesOptions): ProviderFiles => ({
  async delete({ requestId }) {
    const id = requestIdSchema.safeParse(requestId);
    if (adminKey === undefined || !id.success) return 'kept';
    const url = `${platformUrl.replace(/\/$/u, '')}/v1/models/requests/${id.data}/payloads`;
    const { statusCode, body } = await ask(url, { adminKey, timeoutMs });
    if (statusCode === 429) throw problem('provider.rate-limited', statusCode);
    if (statusCode >= 500) throw problem('provider.unavailable', statusCode);
    if (statusCode >= 300) return 'kept';
    const answer = answerSchema.safeParse(body);
    const isWhole = answer.data?.cdn_delete_results.every(({ exception }) => !exception);
    return isWhole === true ? 'deleted' : 'kept';
  },
});

const ask = async (
  url: string,
  { adminKey, timeoutMs }: { readonly adminKey: string; readonly timeoutMs: number },
): Promise<{ statusCode: number; body: unknown }> => {
  try {
    const { statusCode, body } = await request(url, {
      method: 'DELETE',
      headers: { authorization: `Key ${adminKey}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { statusCode, body: await read(body) };
  } catch (error) {
    throw new PortError('provider.unavailable', 'fal delete: no answer', {
      retryable: true,
      cause: error,
    });
  }
};

const read = async (body: AsyncIterable<Uint8Array>): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > largestAnswer) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
};

const problem = (code: 'provider.rate-limited' | 'provider.unavailable', status: number) =>
  new PortError(code, `fal delete: HTTP ${status}`, { retryable: true });
