import { sharedVariables } from '@aisha/adapters/composition';
import { botVariables } from '@aisha/bot';
import { httpVariables } from '@aisha/http';

/** Everything that can be set, by its name. */
export const knownVariables: ReadonlySet<string> = new Set([
  ...Object.keys({ ...sharedVariables, ...botVariables, ...httpVariables }),
  'ROLE',
]);
