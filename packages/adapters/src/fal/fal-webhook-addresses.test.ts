import { describe, expect, it } from 'vitest';
import type { RunId } from '@aisha/core';
import { deriveWebhookSecret, falWebhookAddresses } from './fal-webhook-addresses.ts';

const secret = deriveWebhookSecret('key-id:key-secret');
const webhookUrl = 'https://aisha.example/api/v1/avatar/status_update?tenant=a%20b';
const addresses = falWebhookAddresses({ webhookUrl, secret });
const run = { runId: '0198-run_1' as RunId, tryNumber: 2 };
const issued = new URL(addresses.issue(run)!);

describe('a webhook address', () => {
  it('keeps the path and the query that were configured', () => {
    expect(issued.origin + issued.pathname).toBe(
      'https://aisha.example/api/v1/avatar/status_update',
    );
    expect(issued.searchParams.get('tenant')).toBe('a b');
  });

  it('is read back with and without its question mark', () => {
    expect(addresses.read(issued.search)).toEqual(run);
    expect(addresses.read(issued.search.slice(1))).toEqual(run);
  });

  it('is read by another process with the same fal key, and by none with another', () => {
    const twin = falWebhookAddresses({ secret: deriveWebhookSecret('key-id:key-secret') });
    const other = falWebhookAddresses({ secret: deriveWebhookSecret('key-id:key-secret2') });
    expect(twin.read(issued.search)).toEqual(run);
    expect(other.read(issued.search)).toBeUndefined();
  });

  it('is not issued where nobody could reach us', () => {
    expect(falWebhookAddresses({ secret }).issue(run)).toBeUndefined();
  });

  const changed = (change: (parameters: URLSearchParams) => void): string => {
    const parameters = new URLSearchParams(issued.search);
    change(parameters);
    return parameters.toString();
  };

  it.each([
    ['another run', changed((query) => query.set('run', '0198-run_2'))],
    ['another try', changed((query) => query.set('try', '3'))],
    ['a try written otherwise', changed((query) => query.set('try', '02'))],
    ['a run moved into the try', changed((query) => query.set('run', '0198-run_1\n2'))],
    ['no proof', changed((query) => query.delete('mac'))],
    ['an empty proof', changed((query) => query.set('mac', ''))],
    ['a short proof', changed((query) => query.set('mac', query.get('mac')!.slice(1)))],
    ['a wrong proof', changed((query) => query.set('mac', 'A'.repeat(43)))],
    ['a proof with padding', changed((query) => query.set('mac', `${query.get('mac')!}=`))],
    ['two proofs', changed((query) => query.append('mac', query.get('mac')!))],
    ['two runs', changed((query) => query.append('run', 'x'))],
    ['nothing', ''],
    ['too much', changed((query) => query.set('more', 'x'.repeat(3_000)))],
  ])('with %s is not ours', (_, query) => expect(addresses.read(query)).toBeUndefined());
});
