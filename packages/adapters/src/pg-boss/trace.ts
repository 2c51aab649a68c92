import type { LogFields } from '@aisha/core';
import { z } from 'zod';

/** Beside what a job is about, a row may say whose doing it is. What is not understood is nobody's. */
export const traced = z
  .object({ traceparent: z.string().optional().catch(undefined) })
  .catch({ traceparent: undefined });

/** The ids that a job is about, under the names that log lines know them by. */
export const idsIn = (data: unknown): LogFields => {
  const { subject, notification, ...own } = about.parse(data);
  const told = notification === undefined ? {} : idsOf(notification);
  return { ...idsOf(own), ...told, ...(subject && { [`${subject.type}Id`]: subject.id }) };
};

const about = z
  .looseObject({
    subject: z.object({ type: z.string(), id: z.string() }).optional().catch(undefined),
    notification: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })
  .catch({});

const idPattern = /^[\w-]{1,64}$/u;

const idsOf = (data: Readonly<Record<string, unknown>>): LogFields =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([name, value]) => name.endsWith('Id') && typeof value === 'string' && idPattern.test(value),
    ),
  );
