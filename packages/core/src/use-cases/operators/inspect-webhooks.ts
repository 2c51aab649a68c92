import type { ProviderEventId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import type { WebhookDossier, WebhookFilter, WebhookListing } from '../../ports/work-directory.ts';

/** Shows operators what the provider told us, and what about. Changes nothing. */
export const inspectWebhooks = ({ workDirectory }: Pick<Ports, 'workDirectory'>) => ({
  list: (filter: WebhookFilter): Promise<readonly WebhookListing[]> =>
    workDirectory.listWebhooks(filter),
  show: (id: ProviderEventId): Promise<WebhookDossier | undefined> => workDirectory.findWebhook(id),
});
