import type { RunHandle } from '../../ports/avatar-trainer.ts';
import type { ProviderFiles } from '../../ports/provider-files.ts';
import { equal } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

export type ProviderFilesContext = {
  readonly files: ProviderFiles;
  /** A run that the provider keeps something of. */
  readonly kept: RunHandle;
  /** One of which it keeps nothing, or that is another's. */
  readonly unknown: RunHandle;
  readonly isKept: (run: RunHandle) => Promise<boolean>;
};

export const providerFilesContract = (suite: Suite<ProviderFilesContext>): void => {
  const test = casesOf(suite);

  test('what a run left behind is deleted', async ({ files, kept, isKept }) => {
    equal(await isKept(kept), true);
    equal(await files.delete(kept), 'deleted');
    equal(await isKept(kept), false);
  });

  test('what is not there, or may not be deleted, is kept, and is no failure', async ({
    files,
    unknown,
  }) => {
    equal(await files.delete(unknown), 'kept');
    equal(await files.delete(unknown), 'kept');
  });
};
