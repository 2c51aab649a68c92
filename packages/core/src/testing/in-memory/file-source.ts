import type { FileRef } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { FileSource } from '../../ports/file-source.ts';
import { streamOf } from '../streams.ts';

export type InMemoryFileSource = FileSource & {
  /** A file that a person sent. */
  offer(ref: FileRef, content: Uint8Array): void;
  /** The next file fails with this. */
  failNext(error: Error): void;
};

export const inMemoryFileSource = (): InMemoryFileSource => {
  const files = new Map<FileRef, Uint8Array>();
  const failures: Error[] = [];
  return {
    offer: (ref, content) => void files.set(ref, content),
    failNext: (error) => void failures.push(error),
    open: async (ref, { maxBytes }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      const content = files.get(ref);
      if (!content) throw new PortError('file.unavailable', 'open a file', { retryable: false });
      if (content.length > maxBytes) {
        throw new PortError('file.too-large', 'open a file', { retryable: false });
      }
      return streamOf(content.slice());
    },
  };
};
