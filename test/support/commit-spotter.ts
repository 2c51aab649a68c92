/** The message of a client that encrypts first: its answer is one byte, and the start-up follows. */
const sslRequest = 80_877_103;
/** What ends in COMMIT, alone or after others in one message. */
const commit = /(?:^|;)\s*commit\s*;?\s*$/iu;

/**
 * Reads what one client of PostgreSQL sends, however it is cut into chunks, and counts the COMMITs
 * in it: of the simple protocol (`Query`) and of the extended one (`Parse`).
 */
export const commitSpotter = (): ((chunk: Buffer) => number) => {
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let commits = 0;
    for (;;) {
      // Before the start-up message is through, messages have no letter in front.
      const letter = hasStarted ? 1 : 0;
      if (rest.length < letter + 4) return commits;
      const end = letter + rest.readInt32BE(letter);
      if (rest.length < end) return commits;
      if (hasStarted) commits += isCommit(rest.subarray(0, end)) ? 1 : 0;
      else hasStarted = rest.readInt32BE(4) !== sslRequest;
      rest = rest.subarray(end);
    }
  };
};

const isCommit = (message: Buffer): boolean => {
  const letter = String.fromCharCode(message[0] ?? 0);
  // The length of the longest we look for: what people wrote may be megabytes long.
  const [first = '', second = ''] = message.subarray(5, 500).toString('latin1').split('\0');
  if (letter === 'Q') return commit.test(first);
  return letter === 'P' && commit.test(second);
};
