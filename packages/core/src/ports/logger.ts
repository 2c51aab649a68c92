/** Facts attached to a line. Never a secret, a prompt or a photo: the adapter redacts, the caller does not rely on it. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Calls never throw and never wait. */
export type Logger = {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds the same fields to every line. */
  with(fields: LogFields): Logger;
  /**
   * What is learnt of the job, update or request under way: every further line of it says so, whoever
   * writes it. Changes nothing where nobody tells works apart.
   */
  about(fields: LogFields): void;
};
