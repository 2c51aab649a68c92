import { peek } from '../../shared/bytes.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { Ports } from '../../ports/ports.ts';
import { judgeContent, refusePhoto } from '../../steps/judge-content.ts';
import { forgetSource, openSource } from '../../steps/open-source.ts';
import { unreadable } from '../../steps/unreadable.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'files'
  | 'photoReader'
  | 'moderator'
  | 'archiveReader'
  | 'blobs'
  | 'clock'
  | 'policy'
  | 'logger'
>;

/** Reads a received photo, keeps it if it can be learnt from, and says why if not. */
export const judgePhoto =
  (ports: Needs) =>
  async ({ photoId }: { photoId: PhotoId }): Promise<void> => {
    const photo = await ports.unitOfWork.read(({ photos }) => photos.find(photoId));
    if (photo?.status !== 'received') return;
    try {
      await judgeSent(ports, photo);
    } catch (error) {
      await refusePhoto(ports, photo, unreadable(error));
      await forgetSource(ports, photo.source);
    }
  };

const headLength = 4;

/** What is an archive, whatever it is called, is left to another job. */
const judgeSent = async (ports: Needs, photo: Photo): Promise<void> => {
  const { archiveReader, unitOfWork, policy } = ports;
  const { maxBytes } = policy.photos;
  const content = await openSource(ports, photo.source, { maxBytes });
  const { head, whole, close } = await peek(content, headLength);
  if (!archiveReader.isArchive(head)) {
    await judgeContent(ports, photo, whole);
    await forgetSource(ports, photo.source);
    return;
  }
  await close();
  await unitOfWork.run(({ jobs }) =>
    jobs.enqueue({ name: 'archive.unpack', data: { photoId: photo.id } }, { key: photo.id }),
  );
};
