import { avatarKinds, avatarNameLength, avatarSubjects, type AvatarId } from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { oneOf, parseId } from '../parse.ts';
import { kindScreen, kindsScreen, subjectScreen } from '../screens/kinds.ts';
import { askPhotosScreen } from '../screens/photos.ts';
import { backButton, homeButton, menuScreen } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

/** Making an avatar, up to the question for photos. */
export const avatarRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha, ids } = dependencies;
  return {
    presses: {
      new: chooseKind,
      kinds: async (turn) => {
        leave(turn);
        await turn.show(kindsScreen(turn, await aisha.quoteKinds()));
      },
      kind: async (turn, [arg]) => {
        leave(turn);
        const kind = oneOf(avatarKinds, arg);
        const quote = (await aisha.quoteKinds()).find((each) => each.kind === kind);
        await turn.show(quote ? subjectScreen(turn, quote) : kindScreen(turn));
      },
      subject: async (turn, [kindArg, subjectArg]) => {
        const kind = oneOf(avatarKinds, kindArg);
        const subject = oneOf(avatarSubjects, subjectArg);
        if (!kind || !subject) return chooseKind(turn);
        turn.go({ step: 'naming', avatarId: ids.next<AvatarId>(), kind, subject });
        const html = turn.t('name.ask', avatarNameLength);
        const back = backButton(turn, callbackData('kind', kind));
        await turn.show({ html, keyboard: [[back, homeButton(turn)]] });
      },
      'keep-draft': keepNameless(dependencies),
    },
    commands: { create: chooseKind },
    texts: {
      naming: (turn, text, step) => create(dependencies, turn, text, step),
    },
  };
};

const chooseKind = async (turn: UserTurn): Promise<void> => {
  leave(turn);
  await turn.show(kindScreen(turn));
};

const create = async (
  { aisha, policy }: BotDependencies,
  turn: UserTurn,
  name: string,
  { avatarId: id, kind, subject }: Step<'naming'>,
): Promise<void> => {
  const created = await aisha.createAvatar({ id, userId: turn.user.id, kind, subject, name });
  if (!created.ok) {
    const isFull = created.refusal.code === 'avatar.too-many';
    if (isFull) leave(turn);
    const avatars = { text: turn.plain('menu.avatars'), data: callbackData('avatars') };
    const keyboard = [...(isFull ? [[avatars]] : []), [homeButton(turn)]];
    await turn.say({ html: refusalText(created.refusal, turn.t), keyboard });
    return;
  }
  turn.go({ step: 'photos', avatarId: created.value.id });
  await turn.say(askPhotosScreen(turn, created.value, policy.photos, turn.waiting.length));
};

/** A draft without a name gets one of ours, which can be changed. */
const keepNameless =
  ({ aisha }: BotDependencies): Press =>
  async (turn, [kindArg, subjectArg, idArg]) => {
    const kind = oneOf(avatarKinds, kindArg);
    const subject = oneOf(avatarSubjects, subjectArg);
    const id = parseId<AvatarId>(idArg);
    if (!kind || !subject || !id) return turn.note(turn.plain('button.expired'));
    const name = turn.plain(`draft.name.${kind}`);
    const kept = await aisha.createAvatar({ id, userId: turn.user.id, kind, subject, name });
    if (!kept.ok) return turn.note(refusalText(kept.refusal, turn.plain), { alert: true });
    await turn.show(menuScreen(turn, turn.t('draft.kept', { name: kept.value.name })));
  };
