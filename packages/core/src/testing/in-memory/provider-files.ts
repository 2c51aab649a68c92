import type { RunHandle } from '../../ports/avatar-trainer.ts';
import type { DeletionAnswer, ProviderFiles } from '../../ports/provider-files.ts';
import { PortError } from '../../shared/port-error.ts';
import { rememberList, type Remembering } from './remembering.ts';

export type FakeProviderFiles = ProviderFiles &
  Remembering & {
    /** What was asked to be deleted, in order. */
    readonly deleted: readonly RunHandle[];
    answerWith(answer: DeletionAnswer): void;
    /** The next question finds the provider away. */
    failNext(): void;
  };

/** A provider that deletes what it is asked to, unless told otherwise. */
export const fakeProviderFiles = ({
  knows = () => true,
}: { readonly knows?: (run: RunHandle) => boolean } = {}): FakeProviderFiles => {
  const deleted: RunHandle[] = [];
  let answer: DeletionAnswer = 'deleted';
  let failing = false;
  return {
    deleted,
    answerWith: (next) => void (answer = next),
    failNext: () => void (failing = true),
    delete: async (run) => {
      if (failing) {
        failing = false;
        throw new PortError('provider.unavailable', 'delete files', { retryable: true });
      }
      if (!knows(run)) return 'kept';
      deleted.push(run);
      return answer;
    },
    remember: () => rememberList(deleted),
  };
};
