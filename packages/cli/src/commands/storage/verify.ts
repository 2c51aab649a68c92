import { createHash } from 'node:crypto';
import type { ByteStream, VerifiedStorage } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { progressOf } from '../../progress.ts';
import { printable } from '../../text-width.ts';

export const addVerify: Fill = (group, { open, output, terminal, exit }) => {
  looking(group.command('verify'), {
    description:
      'Reads every object that a row refers to, and compares it with its hash. Only reads',
    example: 'storage verify',
    notes:
      'Ends with code 3 where an object is missing or is not what was stored. Takes as long as reading all of it does.',
  }).action(async ({ json }: Looking) => {
    const { verifyStorage } = await open();
    const progress = progressOf(terminal, 'reading objects');
    const onChecked = (checked: number): void => progress.step(checked);
    const verified = await verifyStorage({ digest, onChecked });
    progress.end();
    output.write(json ? asJson(verified) : verifiedReport(verified));
    if (verified.missing.length + verified.damaged.length > 0) exit(exitCodes.wrong);
  });
};

export const digest = async (content: ByteStream) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
};

const verifiedReport = ({ checked, bytes, missing, damaged }: VerifiedStorage): string =>
  [
    `${checked} objects read, ${(bytes / 1_000_000).toFixed(1)} MB`,
    `${missing.length} missing`,
    ...missing.map(({ owner, key }) => `  ${printable(owner)}: ${printable(key)}`),
    `${damaged.length} damaged`,
    ...damaged.map(({ owner, key }) => `  ${printable(owner)}: ${printable(key)}`),
    '',
  ].join('\n');
