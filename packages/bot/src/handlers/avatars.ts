import { avatarKinds, avatarNameLength, avatarSubjects, type AvatarId } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { oneOf, parseId } from '../parse.ts';
import { avatarScreen, avatarsScreen, kindScreen, subjectScreen } from '../screens/avatars.ts';
import { askPhotosScreen } from '../screens/photos.ts';
import { homeButton } from '../screens/menu.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** As many as one screen shows; nobody may have more. */
const listLength = 20;

/** Making avatars and looking at them. */
export const avatarRoutes = ({ aisha, policy }: BotDependencies): Routes => {
  const chooseKind = async (turn: UserTurn): Promise<void> => {
    leave(turn);
    await turn.show(kindScreen(turn));
  };
  const list = async (turn: UserTurn): Promise<void> => {
    leave(turn);
    const avatars = await aisha.listAvatars(turn.user.id, { limit: listLength });
    await turn.show(avatarsScreen(turn, avatars));
  };
  return {
    presses: {
      new: chooseKind,
      avatars: list,
      kind: async (turn, [arg]) => {
        const kind = oneOf(avatarKinds, arg);
        await turn.show(kind ? subjectScreen(turn, kind) : kindScreen(turn));
      },
      subject: async (turn, [kindArg, subjectArg]) => {
        const kind = oneOf(avatarKinds, kindArg);
        const subject = oneOf(avatarSubjects, subjectArg);
        if (!kind || !subject) return chooseKind(turn);
        turn.go({ step: 'naming', kind, subject });
        const html = turn.t('name.ask', avatarNameLength);
        await turn.show({ html, keyboard: [[homeButton(turn)]] });
      },
      avatar: async (turn, [id]) => {
        const avatarId = parseId<AvatarId>(id);
        const found = avatarId && (await aisha.getAvatar(avatarId, turn.user.id));
        if (!found) return list(turn);
        if (!found.ok) return turn.note(refusalText(found.refusal, turn.plain), { alert: true });
        await turn.show(avatarScreen(turn, found.value));
      },
    },
    commands: { create: chooseKind, avatars: list },
    texts: {
      naming: async (turn, text, { kind, subject }) => {
        const created = await aisha.createAvatar({
          userId: turn.user.id,
          kind,
          subject,
          name: text,
        });
        if (!created.ok) {
          await turn.say({ html: refusalText(created.refusal, turn.t) });
          return;
        }
        turn.go({ step: 'photos', avatarId: created.value.id });
        await turn.say(askPhotosScreen(turn, created.value, policy.photos));
      },
    },
  };
};
