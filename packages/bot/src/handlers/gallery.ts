import { gather, type FileRef, type ImageId } from '@aisha/core';
import { sendPictures } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { parseId } from '../parse.ts';
import { homeButton } from '../screens/menu.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** What fits one album. */
const pageLength = 10;

/** The pictures so far, newest first. What Telegram has shown before is not uploaded again. */
export const galleryRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  const show = async (turn: UserTurn, before?: ImageId): Promise<void> => {
    const page = { limit: pageLength, ...(before ? { before } : {}) };
    const { images, total } = await aisha.listImages(turn.user.id, page);
    const last = images.at(-1);
    if (!last) {
      const create = { text: turn.plain('menu.generate'), data: callbackData('pictures') };
      await turn.show({ html: turn.t('gallery.none'), keyboard: [[create], [homeButton(turn)]] });
      return;
    }
    const older = { text: turn.plain('gallery.more'), data: callbackData('gallery', last.id) };
    const sent = await sendPictures(toolsOf(dependencies), turn.chatId, images, {
      html: turn.t('gallery.text', { total, shown: images.length }),
      keyboard: [...(images.length === pageLength ? [[older]] : []), [homeButton(turn)]],
    });
    const known = new Map(images.map((image) => [image.id, image.shownAs]));
    const fresh = sent.filter(({ imageId, fileId }) => known.get(imageId) !== fileId);
    await aisha.rememberShown(
      turn.user.id,
      fresh.map(({ imageId, fileId }) => ({ imageId, shownAs: fileId as FileRef })),
    );
  };
  return {
    presses: {
      gallery: (turn, [before]) => show(turn, parseId<ImageId>(before)),
    },
    commands: { gallery: (turn) => show(turn) },
  };
};

const toolsOf = ({ telegram, blobs }: BotDependencies) => ({
  telegram,
  open: async (image: { blobKey: Parameters<typeof blobs.open>[0] }) =>
    gather(await blobs.open(image.blobKey)),
});
