import { z } from 'zod';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id of the kind its place asks for. */
export const id = <Id extends string>(): z.ZodType<Id> =>
  z.custom<Id>((value) => typeof value === 'string' && uuid.test(value), 'not an id');
