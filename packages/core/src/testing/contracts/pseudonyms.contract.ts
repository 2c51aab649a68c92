import type { Address } from '../../shared/ids.ts';
import type { Pseudonyms } from '../../ports/pseudonyms.ts';
import { equal, ok } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

const ada = 'telegram:4711004711' as Address;
const eve = 'telegram:4711004712' as Address;

export const pseudonymsContract = (suite: Suite<{ readonly pseudonyms: Pseudonyms }>): void => {
  const test = casesOf(suite);

  test('one address has one pseudonym, and another has another', async ({ pseudonyms }) => {
    equal(pseudonyms.of(ada), pseudonyms.of(ada));
    ok(pseudonyms.of(ada) !== pseudonyms.of(eve), 'they differ');
  });

  test('a pseudonym shows nothing of its address and has one length', async ({ pseudonyms }) => {
    const pseudonym = pseudonyms.of(ada);
    ok(!pseudonym.includes('4711'), 'no part of the address is in it');
    equal(pseudonyms.of('x' as Address).length, pseudonym.length);
    ok(/^[\w-]{43,64}$/.test(pseudonym), 'it is 256 bits as text');
  });
};
