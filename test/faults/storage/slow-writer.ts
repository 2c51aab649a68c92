import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import type { BlobKey } from '@aisha/core';

// Puts a blob that never ends into the store of the folder it is given, until it is killed.

const [directory = ''] = process.argv.slice(2);
const blobs = fileSystemBlobStore({ directory });

async function* endless() {
  yield Buffer.alloc(200_000, 1);
  process.send?.('begun');
  await new Promise(() => undefined);
}

const alive = setInterval(() => undefined, 1_000);
await blobs.put('images/half.png' as BlobKey, endless(), {
  contentType: 'image/png',
  maxBytes: 1_000_000,
});
clearInterval(alive);
