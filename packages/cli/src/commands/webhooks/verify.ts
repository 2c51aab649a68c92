import type { WebhookCheck, WebhookDiagnosis } from '@aisha/adapters/fal';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { readSmall } from '../../read-file.ts';
import { printable } from '../../text-width.ts';
import { report } from '../../work-report.ts';

type Flags = Looking & { readonly jwks?: string };

/** As much as the server takes, and its headers. */
const maxBytes = 16 * 1024 * 1024;
const maxJwksBytes = 64 * 1024;

export const addVerify: Fill = (group, { diagnoseWebhook, output, terminal, exit }) => {
  looking(
    group.command('verify').argument('<file>', 'the request as it came: line, headers, body'),
    {
      description: 'Checks a saved webhook as the server would, and says what is wrong with it',
      example: 'webhooks verify request.http --jwks jwks.json',
      notes:
        'With --jwks nobody is asked; without it the provider’s keys are fetched. Ends with code 3\nwhere it is not a true message. That it is old is told, and wrong with none.',
    },
  )
    .option('--jwks <file>', 'the provider’s keys, saved')
    .action(async (path: string, { jwks, json }: Flags) => {
      const bytes = await readSmall(path, maxBytes);
      const keys = jwks === undefined ? undefined : await readSmall(jwks, maxJwksBytes);
      const diagnosis = await diagnoseWebhook(bytes, keys?.toString('utf8'));
      if (!diagnosis) {
        terminal.note(`${path} is no HTTP request: a line, headers, an empty line and a body.`);
        exit(exitCodes.failed);
        return;
      }
      output.write(json ? asJson(diagnosis) : report(linesOf(diagnosis), output.columns));
      if (!diagnosis.isTrue) exit(exitCodes.wrong);
    });
};

const marks: Readonly<Record<WebhookCheck['verdict'], string>> = {
  right: 'ok  ',
  wrong: 'FAIL',
  unknown: '?   ',
};

const linesOf = ({ isTrue, runId, checks }: WebhookDiagnosis): readonly string[] => [
  isTrue ? 'It is a true message of the provider.' : 'It is not to be believed.',
  ...checks.map(
    ({ check, verdict, found }) => `  ${marks[verdict]}  ${check.padEnd(10)} ${printable(found)}`,
  ),
  ...(isTrue && runId !== undefined
    ? ['', 'Whether it was kept: aisha webhooks list --request <its request>']
    : []),
];
