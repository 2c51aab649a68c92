import type { FileSource, Notifier, Operators, Traces } from '@aisha/core';

const wrongProcess = (what: string): Error =>
  new Error(`${what} is asked for in a process that runs no jobs`);

/** For processes that run no jobs: whom to tell, and where files are, is the bot's and the workers' business. */
export const absentNotifier: Notifier = {
  notify: () => Promise.reject(wrongProcess('the notifier')),
};

export const absentOperators: Operators = {
  tell: () => Promise.reject(wrongProcess('an operator')),
};

export const absentFileSource: FileSource = {
  open: () => Promise.reject(wrongProcess('the file source')),
};

export const absentTraces: Traces = {
  erase: () => Promise.reject(wrongProcess('what a channel keeps')),
};
