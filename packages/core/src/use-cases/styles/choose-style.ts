import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AspectRatio } from '../../domain/generation/aspect-ratio.ts';
import type { ChooseStyleRefusal } from '../../domain/refusals.ts';
import { renderStyle } from '../../domain/style/render-style.ts';
import type { Style } from '../../domain/style/style.ts';
import type { Ports } from '../../ports/ports.ts';

/** All that an order of a style begins with; ordered as any other. */
export type ChosenStyle = {
  readonly style: Style;
  readonly avatar: Avatar;
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
  readonly count: number;
};

/** A style in the words for one avatar of the person's own. Nothing is ordered yet. */
export const chooseStyle =
  ({ unitOfWork, styleCatalog }: Pick<Ports, 'unitOfWork' | 'styleCatalog'>) =>
  async (
    styleId: string,
    avatarId: AvatarId,
    userId: UserId,
  ): Promise<Result<ChosenStyle, ChooseStyleRefusal>> => {
    const style = await styleCatalog.find(styleId);
    if (!style) return refuse({ code: 'style.not-found' });
    const avatar = await unitOfWork.read(({ avatars }) => avatars.find(avatarId, userId));
    if (!avatar) return refuse({ code: 'avatar.not-found' });
    if (!avatar.activeTrainingId) return refuse({ code: 'avatar.not-ready' });
    const rendered = renderStyle(style, avatar);
    if (!rendered) return refuse({ code: 'style.unfit' });
    const { aspectRatio, count } = style;
    return ok({ style, avatar, prompt: rendered.prompt, aspectRatio, count });
  };
