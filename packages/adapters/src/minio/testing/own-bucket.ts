import { prepareBucket } from '../bucket.ts';
import { minioClient, type MinioClientOptions } from '../minio-client.ts';
import { objectsIn, type Bucket } from '../objects-in.ts';

/** A bucket that is there for one test, and a client that reaches its server, or what stands in its place. */
export const ownBucket = async (
  { bucket, ...server }: MinioClientOptions & { readonly bucket: string },
  instead?: Partial<MinioClientOptions>,
) => {
  const own = { client: minioClient(server), bucket };
  await prepareBucket(own, complaining);
  return {
    client: instead === undefined ? own.client : minioClient({ ...server, ...instead }),
    bucket,
    cleanup: () => remove(own),
  };
};

const complaining = {
  warn: (_: unknown, message: string): never => {
    throw new Error(message);
  },
};

const remove = async ({ client, bucket }: Bucket): Promise<void> => {
  const objects = await all(objectsIn({ client, bucket }, ''));
  await Promise.all(objects.map(({ name }) => client.removeObject(bucket, name)));
  const { uploads } = await client.listIncompleteUploadsQuery(bucket, '', '', '', '');
  await Promise.all(
    uploads.map(({ key, uploadId }) => client.abortMultipartUpload(bucket, key, uploadId)),
  );
  await client.removeBucket(bucket);
};

export const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
};
