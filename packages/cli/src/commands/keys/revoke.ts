import type { ApiKeyId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addRevoke: Fill = (group, options) => {
  changing(
    group.command('revoke').argument('<id>', 'the key, as `keys list` names it', parseUuid),
    {
      description: 'Lets nobody in with a key any more, from the next request on',
      example: 'keys revoke 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "it leaked" --yes',
    },
  ).action(async (id: string, flags: Changing) => {
    const keyId = id as ApiKeyId;
    const { revokeApiKey } = await options.open();
    const by = await agreed(options, flags, `Revoke ${keyId}?`);
    if (!by) return;
    const isRevoked = await revokeApiKey({ keyId, by });
    if (!isRevoked) return refused(options, { code: 'api-key.not-found' }, flags);
    options.output.write(flags.json ? asJson({ id: keyId, revoked: true }) : 'Revoked.\n');
  });
};
