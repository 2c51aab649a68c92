/** PostgreSQL settings by name, e.g. `{ fsync: 'off' }`. */
export type Settings = Readonly<Record<string, string | number>>;

/** Sized for a laptop: little memory, few processes, every commit on disk. */
const LAPTOP: Settings = {
  max_connections: 100,
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  // No replica is fed from here.
  wal_level: 'minimal',
  max_wal_senders: 0,
  // Saves the three I/O workers, which only pay off on large scans.
  io_method: 'sync',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  // `log` keeps starts, recoveries and fatal errors. Statements' errors belong to the app's log:
  // here they would carry what people wrote, and grow the file.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** Where the server is to be reached. */
export type Listening = {
  readonly port: number;
  /** Also at a socket in the data directory, which nobody else may enter. */
  readonly socket: boolean;
};

/** Not for callers to change: they make the server private, and findable. */
const fixed = ({ port, socket }: Listening): Settings => ({
  listen_addresses: '127.0.0.1',
  port,
  // The data directory is where the server works, and so is never too long a path for it.
  unix_socket_directories: socket ? '.' : '',
});

const NAME = /^[a-z][a-z0-9_.]{0,62}$/;

/** The settings as command-line arguments, which win over `postgresql.conf`. */
export const settingArguments = (listening: Listening, settings: Settings = {}): string[] =>
  Object.entries({ ...LAPTOP, ...settings, ...fixed(listening) }).flatMap(([name, value]) => {
    if (!NAME.test(name)) throw new Error(`"${name}" is not a PostgreSQL setting.`);
    return ['-c', `${name}=${value}`];
  });

/** Whether a crash of the machine may cost nothing. */
export const isDurable = (settings: Settings = {}): boolean => settings['fsync'] !== 'off';
