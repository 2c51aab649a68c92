import { photoNumberIn, type RunFailure, type UnwantedBilling } from '@aisha/core';
import { knownType } from './fal-error-types.ts';
import type { FalAnswer } from './fal-problem.ts';
import { errorBodySchema, type FalErrorDetail } from './fal-schemas.ts';

export type RunEnd =
  | { readonly state: 'failed'; readonly failure: RunFailure; readonly billing: UnwantedBilling }
  | { readonly state: 'cancelled'; readonly billing: UnwantedBilling };

type Circumstances = {
  /** `X-Fal-Retryable`, where fal sent it. */
  readonly retryHeader?: boolean | undefined;
  /** Of the answer that told. */
  readonly status?: number | undefined;
  readonly photoNumber?: number | undefined;
};

/** The run's end that a type names. An unknown type is the provider's failure, not to be repeated. */
export const endOfType = (
  type: string | undefined,
  { retryHeader, status = 0, photoNumber }: Circumstances = {},
): RunEnd => {
  // Only its status tells whether it had begun, see `observeRun`.
  if (type === 'client_cancelled') return { state: 'cancelled', billing: 'maybe' };
  const known = knownType(type);
  const code = known?.code ?? 'provider.failed';
  return {
    state: 'failed',
    failure: {
      code,
      retryable: known?.retryable === true && retryHeader !== false,
      ...(type !== undefined && { providerType: forOperators(type) }),
      // What is wrong with the order itself is no photo's fault, though it may be told of one.
      ...(photoNumber !== undefined && code !== 'input.rejected' && { photoNumber }),
    },
    billing: known?.free || status >= 500 ? 'free' : 'maybe',
  };
};

/** The run's end that an error body tells, or undefined where it names no type. */
export const endOfBody = (body: unknown, circumstances: Circumstances = {}): RunEnd | undefined => {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { detail, error_type: errorType } = parsed.data;
  const details = Array.isArray(detail) ? detail : [];
  const type = errorType ?? typeIn(details);
  if (type === undefined) return undefined;
  return endOfType(type, { ...circumstances, photoNumber: photoNumberOf(details, type) });
};

/** As `endOfBody`, with what the status and the headers of the answer add. */
export const endOfAnswer = ({ status, headers, body }: FalAnswer): RunEnd | undefined => {
  const retryHeader = booleanOf(headers['x-fal-retryable'] ?? headers['x-fal-needs-retry']);
  const type = headers['x-fal-error-type'];
  const circumstances = { retryHeader, status };
  return endOfBody(body, circumstances) ?? (type ? endOfType(type, circumstances) : undefined);
};

/** Of several wrong fields, the first that has a name here. */
const typeIn = (details: readonly FalErrorDetail[]): string | undefined => {
  const types = details.map(({ type }) => type).filter(Boolean);
  return types.find((type) => knownType(type)) ?? types[0];
};

const booleanOf = (header: string | undefined): boolean | undefined =>
  header === undefined ? undefined : ['true', '1'].includes(header.toLowerCase());

/** A type is a word; anything else that stands in its place stays out of our records. */
const forOperators = (type: string): string => (/^[\w.-]{1,80}$/.test(type) ? type : 'unnamed');

/** The photo that a detail of this type names. Prose comes last and is searched for a file's name only. */
const photoNumberOf = (details: readonly FalErrorDetail[], type: string): number | undefined => {
  const texts = details
    .filter((detail) => detail.type === type)
    .flatMap(({ loc, ctx, input, msg }) => [loc, ctx, input, msg].flatMap((part) => textsIn(part)));
  return texts.map((text) => photoNumberIn(text)).find((number) => number !== undefined);
};

const deepest = 4;
const mostTexts = 100;

const textsIn = (value: unknown, depth = 0): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth >= deepest) return [];
  return Object.values(value)
    .slice(0, mostTexts)
    .flatMap((part) => textsIn(part, depth + 1));
};
