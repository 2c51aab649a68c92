/**
 * The whole environment of PostgreSQL's processes. Nothing of ours is inherited: the app's
 * environment holds tokens. Messages are English, since the launcher reads some of them.
 */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
});
