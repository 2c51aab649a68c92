import { Readable } from 'node:stream';
import { badRequest } from '../errors.ts';
import type { FileKind, FileRecord, NewFile } from '../files.ts';
import { mimeOf } from '../mime.ts';
import { readPicture, renderPhoto, renderThumbnail, type PictureFacts } from '../photos.ts';
import type { Sandbox } from '../sandbox.ts';
import { receiveFile, type TemporaryFile } from '../uploads.ts';
import type { Call } from './method.ts';

const maxPhotoBytes = 10 * 1024 ** 2;
const maxPhotoSides = 10_000;
const maxPhotoRatio = 20;
/** Telegram fetches 5 MB of a photo and 20 MB of anything else from an address. */
const maxFetchedBytes = { photo: 5 * 1024 ** 2, other: 20 * 1024 ** 2 };
const fetchTimeoutMs = 20_000;
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

const typeNames: Record<FileKind, string> = {
  photo: 'Photo',
  document: 'Document',
  voice: 'VoiceNote',
  animation: 'Animation',
  thumbnail: 'Thumbnail',
};

const checkPhoto = ({ size }: TemporaryFile, facts: PictureFacts | undefined): void => {
  if (size > maxPhotoBytes)
    throw badRequest(
      `file of size ${size} bytes is too big for a photo; the maximum size is ${maxPhotoBytes} bytes`,
    );
  if (facts === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = facts;
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (width + height > maxPhotoSides || ratio > maxPhotoRatio)
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
};

/** Recompresses a photo as Telegram does; gives the largest of its sizes. */
export const keepPhoto = async (
  { files }: Pick<Sandbox, 'files'>,
  source: TemporaryFile,
): Promise<FileRecord> => {
  const renditions = await renderPhoto(source.path).catch(() => {
    throw badRequest('IMAGE_PROCESS_FAILED');
  });
  const sizes: FileRecord[] = [];
  for (const { bytes, width, height } of renditions)
    sizes.push(await files.add(bytes, { kind: 'photo', width, height, mime: 'image/jpeg' }));
  const sizeIds = sizes.map(({ fileId }) => fileId);
  const linked = sizes.map((size) => ({ ...size, sizeIds }));
  for (const size of linked) files.update(size);
  await source.discard();
  const largest = linked.at(-1);
  if (largest === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  return largest;
};

/** Keeps a file as it is, with a preview where it is a picture. */
export const keepFile = async (
  { files }: Pick<Sandbox, 'files'>,
  source: TemporaryFile,
  file: NewFile,
): Promise<FileRecord> => {
  if (source.size === 0) throw badRequest('file must be non-empty');
  const preview = await renderThumbnail(source.path);
  const thumbnail =
    preview &&
    (await files.add(preview.bytes, {
      kind: 'thumbnail',
      width: preview.width,
      height: preview.height,
      mime: 'image/jpeg',
    }));
  return files.add(source, {
    mime: source.mime ?? mimeOf(source.name),
    ...(source.name !== '' && { name: source.name }),
    ...file,
    ...(thumbnail && { thumbnailId: thumbnail.fileId }),
  });
};

/** The sandbox reaches its own machine only, whatever address it is given. */
const fetchFile = async (
  { files }: Pick<Sandbox, 'files'>,
  address: string,
  kind: FileKind,
): Promise<TemporaryFile> => {
  const url = new URL(address);
  if (!loopbackHosts.has(url.hostname)) throw badRequest('failed to get HTTP URL content');
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(fetchTimeoutMs),
    });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const maxBytes = maxFetchedBytes[kind === 'photo' ? 'photo' : 'other'];
    const name = url.pathname.split('/').at(-1) ?? '';
    const directory = files.temporaryDirectory;
    return await receiveFile(Readable.from(response.body), { directory, maxBytes, name });
  } catch {
    throw badRequest('failed to get HTTP URL content');
  }
};

const keep = async (
  sandbox: Sandbox,
  source: TemporaryFile,
  file: NewFile,
): Promise<FileRecord> => {
  if (file.kind !== 'photo') return keepFile(sandbox, source, file);
  checkPhoto(source, await readPicture(source.path));
  return keepPhoto(sandbox, source);
};

/** The file that a parameter names: uploaded with the call, known by its id, or at an address. */
export const resolveFile = async (
  sandbox: Sandbox,
  call: Pick<Call, 'files'>,
  { value, ...file }: NewFile & { value: string },
): Promise<FileRecord> => {
  if (value.startsWith('attach://')) {
    const uploaded = call.files.get(value.slice('attach://'.length));
    if (uploaded === undefined) throw badRequest('there is no file in the request');
    return keep(sandbox, uploaded, file);
  }
  if (/^https?:\/\//i.test(value) && URL.canParse(value))
    return keep(sandbox, await fetchFile(sandbox, value, file.kind), file);
  const known = sandbox.files.find(value);
  if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (known.kind !== file.kind)
    throw badRequest(`can't use file of type ${typeNames[known.kind]} as ${typeNames[file.kind]}`);
  return known;
};
