import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import type { CreateProgramOptions } from '../../program-options.ts';
import { progressOf } from '../../progress.ts';
import { checkDatabase } from './check-database.ts';
import { checkCertificate, checkOpenToAll, checkRole, checkStyles } from './check-files.ts';
import { checkRedis } from './check-redis.ts';
import { checkFal, checkOpenai, checkTelegram, checkWebhook } from './check-services.ts';
import { checkStorage } from './check-storage.ts';
import { checkWork } from './check-work.ts';
import { doctorReport } from './doctor-report.ts';
import type { Check, Finding } from './finding.ts';

export const doctor: Fill = (command, options) => {
  looking(command, {
    description:
      'Looks at everything the installation needs, and says what to do where it is not well',
    example: 'doctor',
    notes:
      'Ends with code 3 where anything fails. Warnings are worth a look and change nothing about the end.\n' +
      'It writes one object and removes it again, asks each service one question that costs nothing, and\n' +
      'changes nothing else.',
  }).action(async ({ json }: Looking) => {
    const findings = await examine(await checksOf(options), options);
    options.output.write(json ? asJson(findings) : doctorReport(findings, options.output.columns));
    if (findings.some(({ state }) => state === 'fail')) options.exit(exitCodes.wrong);
  });
};

const checksOf = async ({ machine, lintStyles, open }: CreateProgramOptions): Promise<Check[]> => {
  const at = await machine();
  // It brings zod along, which help must not wait for.
  const { checkUpdates } = await import('./check-updates.ts');
  return [
    checkRole(at),
    // The work is looked at where the database can be: one after the other.
    async () => {
      const findings = await checkDatabase(at)();
      const isUsable = findings.every(({ state }) => state !== 'fail');
      return isUsable ? [...findings, ...(await checkWork(open)())] : findings;
    },
    checkRedis(at),
    checkStorage(at),
    checkFal(at),
    checkWebhook(at),
    checkOpenToAll(at),
    checkTelegram(at),
    checkUpdates(at),
    checkOpenai(at),
    checkCertificate(at),
    checkStyles(() => lintStyles()),
  ];
};

/** All at once, told in their order. */
const examine = async (
  checks: readonly Check[],
  { terminal }: CreateProgramOptions,
): Promise<readonly Finding[]> => {
  const progress = progressOf(terminal, 'looking');
  let done = 0;
  const findings = await Promise.all(
    checks.map(async (check) => {
      const found = await check();
      progress.step((done += 1), checks.length);
      return found;
    }),
  );
  progress.end();
  return findings.flat();
};
