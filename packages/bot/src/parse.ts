import { z } from 'zod';

/** What a button sends is checked as strictly as a stranger's request: anybody can send any bytes. */
const uuidArg = z.uuid();

export const parseId = <Id extends string>(arg: string | undefined): Id | undefined =>
  uuidArg.safeParse(arg).data as Id | undefined;

export const oneOf = <const T extends string>(
  values: readonly T[],
  arg: string | undefined,
): T | undefined => values.find((value) => value === arg);
