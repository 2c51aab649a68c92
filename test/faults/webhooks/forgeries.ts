import { generateKeyPairSync } from 'node:crypto';
import type { Wire } from './flood.ts';
import { headOf, reportOf, type FalSender, type Message } from './fal-sender.ts';

/**
 * One message of every kind that is not fal's word to us, by what is wrong with it. They are sent
 * within `forSeconds`: what is too young now must still be so then.
 */
export const forgeries = (
  sender: FalSender,
  { forSeconds = 1 }: { readonly forSeconds?: number } = {},
): Readonly<Record<string, Wire>> => {
  const query = sender.queryOf();
  const body = reportOf('r-1');
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const headers = sender.headersOf({ body });
  const name = (part: string): string => `x-fal-webhook-${part}`;
  const signature = headers[name('signature')] ?? '';
  const told = (message: Message): Wire => ({
    head: headOf(query, sender.headersOf({ body, ...message })),
    body,
  });
  const with_ = (changed: Record<string, string>, ...lines: string[]): Wire => ({
    head: headOf(query, { ...headers, ...changed }, ...lines),
    body,
  });
  const without = (part: string): Wire => {
    const { [name(part)]: _, ...rest } = headers;
    return { head: headOf(query, rest), body };
  };
  const sentTo = (other: string): Wire => ({ head: headOf(other, headers), body });
  return {
    'signed by another key': told({ key: stranger }),
    'the signature of another body': told({ signed: Buffer.from('{}') }),
    'another customer of fal': told({ user: 'us-2' }),
    '301 s old': told({ offset: -301 }),
    '301 s young': told({ offset: 301 + forSeconds }),
    'no request': without('request-id'),
    'no user': without('user-id'),
    'no time': without('timestamp'),
    'no signature': without('signature'),
    'two signatures': with_({}, `${name('signature')}: ${signature}`),
    'two times': with_({}, `${name('timestamp')}: ${headers[name('timestamp')] ?? ''}`),
    'another time': with_({ [name('timestamp')]: String(Math.floor(Date.now() / 1000) - 7) }),
    'another request': with_({ [name('request-id')]: 'r-2' }),
    'a signature of 0 bytes': with_({ [name('signature')]: '' }),
    'a signature of 63 bytes': with_({ [name('signature')]: signature.slice(2) }),
    'a signature of 65 bytes': with_({ [name('signature')]: `${signature}00` }),
    'a signature of zeros': with_({ [name('signature')]: '0'.repeat(128) }),
    'a signature that is no hex': with_({ [name('signature')]: `${signature.slice(0, -1)}g` }),
    'no proof in the address': sentTo(''),
    'another try in the address': sentTo(query.replace('try=1', 'try=2')),
    'another run in the address': sentTo(query.replace(/run=./u, 'run=_')),
    'a proof of our own making': sentTo(query.replace(/mac=.{4}/u, 'mac=AAAA')),
    'two proofs': sentTo(`${query}&mac=${'A'.repeat(43)}`),
  };
};
