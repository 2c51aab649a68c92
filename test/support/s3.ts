import { randomBytes } from 'node:crypto';

export type TestS3 = {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** A bucket that nobody else uses; whoever asked for it makes and removes it. */
  readonly bucket: string;
};

/** The server of `S3_URL` (`http://key:secret@host:port`). Files named `*.s3.test.ts` run only where it is set. */
export const testS3 = (): TestS3 => {
  const url = process.env['S3_URL'];
  if (!url) throw new Error('S3_URL is not set; name the file *.s3.test.ts.');
  const { origin, username, password } = new URL(url);
  return {
    endpoint: origin,
    accessKey: decodeURIComponent(username),
    secretKey: decodeURIComponent(password),
    bucket: `aisha-test-${randomBytes(6).toString('hex')}`,
  };
};
