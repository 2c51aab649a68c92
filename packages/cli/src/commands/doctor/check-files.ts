import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { LintedStyles } from '@aisha/adapters/yaml';
import type { Machine } from '../../machine.ts';
import { roles } from '../config/roles.ts';
import { fail, ok, reasonOf, warn, type Check, type Finding } from './finding.ts';

const day = 24 * 60 * 60_000;
const renewDays = 14;

/** The certificate that the http app serves with, where one is configured. */
export const checkCertificate =
  ({ environment }: Machine, now: Date = new Date()): Check =>
  async () => {
    const name = 'certificate';
    const { TLS_CERT_FILE: cert, TLS_KEY_FILE: key } = environment;
    if (!cert && !key)
      return [ok(name, 'none is configured: somebody else speaks TLS for us, or nobody does')];
    if (!cert || !key)
      return [
        fail({
          name,
          what: 'one of two files is missing',
          todo: 'set TLS_CERT_FILE and TLS_KEY_FILE',
        }),
      ];
    try {
      const certificate = new X509Certificate(await readFile(cert));
      const own = certificate.checkPrivateKey(createPrivateKey(await readFile(key)));
      if (!own)
        return [
          fail({ name, what: 'the key is not that of the certificate', todo: 'mend TLS_KEY_FILE' }),
        ];
      return [expiry(certificate, now)];
    } catch (error) {
      return [
        fail({
          name,
          what: `it cannot be read (${reasonOf(error)})`,
          todo: 'mend TLS_CERT_FILE and TLS_KEY_FILE',
        }),
      ];
    }
  };

const expiry = ({ validTo, validFrom }: X509Certificate, now: Date): Finding => {
  const name = 'certificate';
  const days = Math.floor((new Date(validTo).getTime() - now.getTime()) / day);
  const until = new Date(validTo).toISOString().slice(0, 10);
  if (days < 0) return fail({ name, what: `it expired on ${until}`, todo: 'renew it' });
  if (new Date(validFrom) > now)
    return fail({ name, what: 'it is not valid yet', todo: 'look at the clock' });
  if (days < renewDays) return warn({ name, what: `it expires on ${until}`, todo: 'renew it' });
  return ok(name, `valid until ${until}`);
};

export const checkStyles =
  (lint: () => Promise<LintedStyles>): Check =>
  async () => {
    const name = 'styles';
    try {
      const { faults, styles } = await lint();
      if (faults.length === 0) return [ok(name, `${styles} styles are right`)];
      return [fail({ name, what: `${faults.length} faults`, todo: 'aisha styles lint' })];
    } catch (error) {
      return [fail({ name, what: reasonOf(error), todo: 'mend STYLES_DIR' })];
    }
  };

/** What is right without them as long as nobody can reach us. */
export const checkOpenToAll =
  ({ environment, settings: { fal } }: Machine): Check =>
  async () => {
    if (fal.webhookUrl === undefined) return [];
    const { METRICS_TOKEN: token, FAL_USER_ID: account } = environment;
    return [...(token ? [] : [openFigures]), ...(account ? [] : [anybodysWebhooks])];
  };

const openFigures = warn({
  name: 'figures',
  what: '/metrics and /api/v1/webhook/status of http are open to whoever reaches its port',
  todo: 'set METRICS_TOKEN, and tell Prometheus',
});

const anybodysWebhooks = warn({
  name: 'account',
  what: 'webhooks are taken from any account at fal that knows an address of ours',
  todo: 'set FAL_USER_ID, as the dashboard of fal tells it',
});

/** What the processes of this machine are told to be. */
export const checkRole =
  ({ environment }: Machine): Check =>
  async () => {
    const { ROLE: role } = environment;
    if (!role) return [ok('role', 'not set: the default of each app')];
    if (roles.some((one) => one === role)) return [ok('role', role)];
    return [
      fail({ name: 'role', what: 'there is no such role', todo: `ROLE is ${roles.join(', ')}` }),
    ];
  };
