export { absentFileSource, absentNotifier } from './absent.ts';
export { bindAdapters } from './adapters.ts';
export { ConfigurationError, readVariables, sharedProblems } from './read-variables.ts';
export type { Environment } from './read-variables.ts';
export { openResources } from './resources.ts';
export type { OpenResourcesOptions, Resources } from './resources.ts';
export {
  dataPaths,
  flag,
  httpUrl,
  optional,
  port,
  sharedVariables,
  toSharedSettings,
} from './settings.ts';
export type { FalSettings, SharedSettings } from './settings.ts';
export { stickyPort } from './sticky-port.ts';
export { provide, provideFrom, provideValue, token } from './token.ts';
export type { Token } from './token.ts';
export { tokens } from './tokens.ts';
