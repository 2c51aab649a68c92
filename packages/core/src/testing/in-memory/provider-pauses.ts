import type { ProviderPauses } from '../../ports/provider-pauses.ts';
import type { Store } from './store.ts';

export const inMemoryProviderPauses = ({ pauses }: Store): ProviderPauses => ({
  list: async (scopes) =>
    [...pauses.values()].filter(({ scope }) => scopes === undefined || scopes.includes(scope)),
  // Writing a row as it is locks it.
  findForUpdate: async (scope) => {
    const pause = pauses.get(scope);
    if (pause) pauses.set(scope, pause);
    return pause;
  },
  add: async (pause) => {
    if (pauses.has(pause.scope)) return false;
    pauses.set(pause.scope, pause);
    return true;
  },
  save: async (pause) => {
    if (!pauses.has(pause.scope)) throw new Error(`no pause of ${pause.scope} was found`);
    pauses.set(pause.scope, pause);
  },
  delete: async (scope) => {
    const pause = pauses.get(scope);
    pauses.delete(scope);
    return pause;
  },
});
