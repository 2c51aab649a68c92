import type { AvatarId, BlobKey, GenerationId } from '../../shared/ids.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Image } from '../../domain/image/image.ts';
import type { RequestGenerationRefusal } from '../../domain/refusals.ts';
import { renderStyle } from '../../domain/style/render-style.ts';
import { previewKeyOf } from '../../domain/style/style-preview.ts';
import type { Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';
import { checkPrompt } from '../../steps/check-prompt.ts';
import { noteChange } from '../../steps/note-change.ts';
import { orderPictures } from '../../steps/order-pictures.ts';
import { stylePreviews } from '../../steps/style-previews.ts';

export type PreviewStyleInput = {
  readonly styleId: string;
  /** Whose pictures may be shown to everybody: an operator's own avatar, made for this. */
  readonly avatarId: AvatarId;
  /** Also where there is a sample already. */
  readonly again?: boolean;
  /** Whether a picture is ordered where there is none, at its price, from whoever the avatar belongs to. */
  readonly mayOrder?: boolean;
  /** Left out: only looks, and changes nothing. */
  readonly by?: By | undefined;
};

export type PreviewedStyle =
  | { readonly outcome: 'kept' | 'there'; readonly preview: BlobKey }
  /** A picture is there that would become the sample. */
  | { readonly outcome: 'ready' }
  /** A picture is being made: to be asked for again when it is there. */
  | { readonly outcome: 'under-way' }
  /** There is no picture, and none was ordered. */
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'ordered'; readonly generationId: GenerationId; readonly price: number }
  | { readonly outcome: 'refused'; readonly refusal: RequestGenerationRefusal }
  | { readonly outcome: 'style-unknown' | 'avatar-unknown' | 'avatar-not-ready' | 'unfit' };

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'styleCatalog'
  | 'blobs'
  | 'avatarDirectory'
  | 'generator'
  | 'clock'
  | 'ids'
  | 'policy'
>;

type Sample = { readonly style: Style; readonly avatar: Avatar; readonly by: By };

/** Makes the newest picture of an avatar in a style the sample that everybody sees of it. */
export const previewStyle =
  (ports: Needs) =>
  async (input: PreviewStyleInput): Promise<PreviewedStyle> => {
    const { styleId, avatarId, again = false, by } = input;
    const style = await ports.styleCatalog.find(styleId);
    if (!style) return { outcome: 'style-unknown' };
    const before = (await stylePreviews(ports, [style])).get(style.preview);
    if (before && !again) return { outcome: 'there', preview: before };
    const avatar = (await ports.avatarDirectory.find(avatarId))?.avatar;
    if (!avatar) return { outcome: 'avatar-unknown' };
    if (!avatar.activeTrainingId) return { outcome: 'avatar-not-ready' };
    const image = await newestOf(ports, style, avatar);
    if (image && previewKeyOf(style, image) !== before) {
      return by ? keep(ports, { style, avatar, by }, image, before) : { outcome: 'ready' };
    }
    return withoutPicture(ports, { style, avatar }, input);
  };

const withoutPicture = async (
  ports: Needs,
  { style, avatar }: Pick<Sample, 'style' | 'avatar'>,
  { mayOrder = false, by }: PreviewStyleInput,
): Promise<PreviewedStyle> => {
  const rendered = renderStyle(style, avatar);
  if (!rendered) return { outcome: 'unfit' };
  if (await isUnderWay(ports, style, avatar)) return { outcome: 'under-way' };
  if (!by || !mayOrder) return { outcome: 'missing' };
  return order(ports, { style, avatar, by }, rendered.prompt);
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
  ports: Needs,
  sample: Sample,
  image: Image,
  before: BlobKey | undefined,
): Promise<PreviewedStyle> => {
  const { blobs, unitOfWork, policy } = ports;
  const { blobKey, contentType } = image;
  const key = previewKeyOf(sample.style, image);
  const options = { contentType, maxBytes: policy.maxImageBytes };
  await blobs.put(key, await blobs.open(blobKey), options);
  if (before) await blobs.delete(before);
  await unitOfWork.run((tx) => note(tx, ports, sample, { kept: image.id }));
  return { outcome: 'kept', preview: key };
};

const someOrders = 200;

const isUnderWay = async (
  { unitOfWork }: Needs,
  { id: styleId }: Style,
  { id, userId }: Avatar,
): Promise<boolean> => {
  const unfinished = await unitOfWork.read(({ generations }) =>
    generations.listUnfinishedOfAvatar(id, userId, someOrders),
  );
  return unfinished.some((generation) => generation.styleId === styleId);
};

/** By the same rules as any order of whoever the avatar belongs to, and from their credits. */
const order = async (ports: Needs, sample: Sample, text: string): Promise<PreviewedStyle> => {
  const { style, avatar } = sample;
  const { id: avatarId, userId } = avatar;
  const id = ports.ids.next<GenerationId>();
  const prompt = await checkPrompt(ports, { userId, text, subject: { type: 'generation', id } });
  if (!prompt.ok) return { outcome: 'refused', refusal: prompt.refusal };
  const { id: styleId, aspectRatio } = style;
  const of = { id, userId, avatarId, styleId, style };
  return ports.unitOfWork.run(async (tx) => {
    const wanted = { ...of, prompt: prompt.value, aspectRatio, count: 1 };
    const ordered = await orderPictures(tx, ports, wanted);
    if (!ordered.ok) return { outcome: 'refused', refusal: ordered.refusal };
    const { price } = ordered.value.generation;
    await note(tx, ports, sample, { ordered: id, price });
    return { outcome: 'ordered', generationId: id, price };
  });
};

const note = (
  tx: Parameters<typeof noteChange>[0],
  ports: Needs,
  { style, avatar, by }: Sample,
  done: Readonly<Record<string, string | number>>,
): Promise<void> =>
  noteChange(tx, ports, {
    by,
    action: 'styles.preview',
    subject: `style ${style.id}`,
    details: { avatar: avatar.id, ...done },
  });
