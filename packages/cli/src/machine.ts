import type { BlobStore } from '@aisha/core';
import type { Environment, SharedSettings } from '@aisha/adapters/composition';

/** The installation below the use cases, for those who look after it. What it opens is closed at the end. */
export type Machine = {
  readonly settings: SharedSettings;
  /** What is set, the secrets among it. */
  readonly environment: Environment;
  /** Where none is configured the embedded one, which is started unless it runs. The address is a secret. */
  readonly database: () => Promise<{ readonly url: string; readonly embedded: boolean }>;
  readonly blobs: () => Promise<BlobStore>;
};
