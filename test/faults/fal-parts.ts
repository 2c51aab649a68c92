import { falAvatarTrainer, falImageGenerator, type FalClient } from '@aisha/adapters/fal';
import { inProcessCache } from '@aisha/adapters/in-process';
import { safeFetcher } from '@aisha/adapters/safe-fetch';
import { sharpPhotoReader, sharpPictureReader, sharpPictureSheets } from '@aisha/adapters/sharp';
import { yazlArchiveBuilder } from '@aisha/adapters/zip';

export type FalPartsOptions = {
  readonly client: FalClient;
  /** Where pictures are ordered in another way than trainings. */
  readonly pictureClient?: FalClient;
  /** Where the sandbox keeps its files. */
  readonly origin: string;
};

/** The real adapters that turn photos into avatars and pictures, on a sandbox of fal. */
export const falParts = ({ client, pictureClient = client, origin }: FalPartsOptions) => {
  const fetcher = safeFetcher({ extraOrigins: [origin] });
  return {
    trainer: falAvatarTrainer({ client }),
    generator: falImageGenerator({
      client: pictureClient,
      cache: inProcessCache({ maxEntries: 100 }),
      isThere: (url) => fetcher.isThere(url),
    }),
    fetcher,
    photoReader: sharpPhotoReader(),
    pictureReader: sharpPictureReader(),
    pictureSheets: sharpPictureSheets(),
    archives: yazlArchiveBuilder(),
  };
};
