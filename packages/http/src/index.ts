export { composeHttp } from './composition.ts';
export { createServer } from './create-server.ts';
export type { CreateServerOptions } from './server-options.ts';
export { httpVariables, readHttpSettings } from './settings.ts';
export type { HttpSettings } from './settings.ts';
export { listen, startHttp } from './start-http.ts';
export { watchWebhooks } from './webhook-watch.ts';
export type { WebhookVerdict, WebhookWatch } from './webhook-watch.ts';
export type { Listener, Running } from './start-http.ts';
