import type { AvatarId, BlobKey, GenerationId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Image } from '../../domain/image/image.ts';
import { renderStyle } from '../../domain/style/render-style.ts';
import { previewKeyOf } from '../../domain/style/style-preview.ts';
import type { Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import { stylePreviews } from '../../steps/style-previews.ts';

export type PreviewStyleInput = {
  readonly styleId: string;
  /** Whose pictures may be shown to everybody: an operator's own avatar, made for this. */
  readonly avatarId: AvatarId;
  /** Also where there is a sample already. */
  readonly again?: boolean;
};

export type PreviewedStyle =
  | { readonly outcome: 'kept' | 'there'; readonly preview: BlobKey }
  /** A picture is being made: to be asked for again when it is there. */
  | { readonly outcome: 'under-way' }
  /** There is no picture yet; this is what is to be ordered for one. */
  | {
      readonly outcome: 'missing';
      readonly order: Pick<Style, 'aspectRatio'> & {
        readonly id: GenerationId;
        readonly userId: UserId;
        readonly prompt: string;
      };
    }
  | { readonly outcome: 'style-unknown' | 'avatar-unknown' | 'avatar-not-ready' | 'unfit' };

type Needs = Pick<
  Ports,
  'unitOfWork' | 'styleCatalog' | 'blobs' | 'avatarDirectory' | 'ids' | 'policy'
>;

/** Makes the newest picture of an avatar in a style the sample that everybody sees of it. */
export const previewStyle =
  (ports: Needs) =>
  async ({ styleId, avatarId, again = false }: PreviewStyleInput): Promise<PreviewedStyle> => {
    const style = await ports.styleCatalog.find(styleId);
    if (!style) return { outcome: 'style-unknown' };
    const before = (await stylePreviews(ports, [style])).get(style.preview);
    if (before && !again) return { outcome: 'there', preview: before };
    const avatar = (await ports.avatarDirectory.find(avatarId))?.avatar;
    if (!avatar) return { outcome: 'avatar-unknown' };
    if (!avatar.activeTrainingId) return { outcome: 'avatar-not-ready' };
    const image = await newestOf(ports, style, avatar);
    if (image && previewKeyOf(style, image) !== before) {
      return { outcome: 'kept', preview: await keep(ports, style, image, before) };
    }
    return toOrder(ports, style, avatar);
  };

const someImages = 50;

const newestOf = async (
  { unitOfWork }: Needs,
  { id: styleId }: Style,
  { id: avatarId, userId }: Avatar,
): Promise<Image | undefined> => {
  const filter = { type: 'style', styleId } as const;
  const images = await unitOfWork.read((reads) =>
    reads.images.list(userId, { limit: someImages, filter }),
  );
  return images.find((image) => image.avatarId === avatarId);
};

const keep = async (
  { blobs, policy: { maxImageBytes: maxBytes } }: Needs,
  style: Style,
  image: Image,
  before: BlobKey | undefined,
): Promise<BlobKey> => {
  const { blobKey, contentType } = image;
  const key = previewKeyOf(style, image);
  await blobs.put(key, await blobs.open(blobKey), { contentType, maxBytes });
  if (before) await blobs.delete(before);
  return key;
};

const someOrders = 200;

const toOrder = async (
  { unitOfWork, ids }: Needs,
  style: Style,
  avatar: Avatar,
): Promise<PreviewedStyle> => {
  const { id: avatarId, userId } = avatar;
  const rendered = renderStyle(style, avatar);
  if (!rendered) return { outcome: 'unfit' };
  const unfinished = await unitOfWork.read(({ generations }) =>
    generations.listUnfinishedOfAvatar(avatarId, userId, someOrders),
  );
  if (unfinished.some(({ styleId }) => styleId === style.id)) return { outcome: 'under-way' };
  const { aspectRatio } = style;
  const id = ids.next<GenerationId>();
  return { outcome: 'missing', order: { id, userId, prompt: rendered.prompt, aspectRatio } };
};
