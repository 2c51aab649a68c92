import { describe, expect, it } from 'vitest';
import type { BlobKey } from '../../shared/ids.ts';
import { plainPicture, streamOf } from '../../testing/index.ts';
import { readPlainPicture } from '../../testing/plain-picture.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a sheet of samples', () => {
  it('is numbered as its page is, also where a sample is missing or gone', async () => {
    const { aisha, ports } = aWorld();
    const preview = 'styles/previews/sea/1.jpg' as BlobKey;
    const options = { contentType: 'image/jpeg', maxBytes: 1e6 };
    await ports.blobs.put(preview, streamOf(plainPicture({ looks: 'sea' })), options);
    const sheet = await aisha.drawStyleSheet(
      [
        { isFavourite: true, preview },
        { isFavourite: false },
        { isFavourite: false, preview: 'styles/previews/gone/1.jpg' as BlobKey },
      ],
      10,
    );
    expect(readPlainPicture(sheet)).toMatchObject({ looks: '10:♥sea | 11:- | 12:-' });
  });
});
