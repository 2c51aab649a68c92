import { exportLimits, type ExportSelection, type ImageId } from '@aisha/core';
import type { Step } from '../conversation.ts';
import { filterOf } from '../gallery-filter.ts';
import { parseId } from '../parse.ts';
import { archiveScreen, emptyGalleryScreen, selectScreen } from '../screens/gallery.ts';
import { leave, type UserTurn } from '../turn.ts';
import { listPage, readCut, sheetOf, type Cut } from './gallery.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

type Selecting = Step<'selecting'>;

const exportsInTurn = { count: 3, windowMs: 10 * 60_000 };

/** Choosing pictures by their numbers, on as many pages as it takes, and having them sent as an archive. */
export const selectionRoutes = (dependencies: BotDependencies): Routes => ({
  presses: {
    select: (turn, args) => {
      const { conversation } = turn;
      const cut = readCut(args);
      // Turning the page keeps what was chosen; another filter begins anew.
      const isGoingOn = conversation.step === 'selecting' && conversation.facet === cut.facet;
      const chosen = isGoingOn && cut.direction !== '' ? conversation.chosen : [];
      return showSelection(dependencies, turn, { step: 'selecting', ...cut, chosen });
    },
    tick: ofSelection(async (turn, selecting, arg) => {
      const id = parseId<ImageId>(arg);
      if (!id) return turn.note(turn.plain('button.expired'));
      const { chosen } = selecting;
      const isChosen = chosen.includes(id);
      if (!isChosen && chosen.length >= exportLimits.chosen) {
        return turn.note(turn.plain('select.full', { max: exportLimits.chosen }));
      }
      const others = chosen.filter((other) => other !== id);
      const now = isChosen ? others : [...chosen, id];
      await showSelection(dependencies, turn, { ...selecting, chosen: now });
    }),
    archive: ofSelection(async (turn, { chosen, facet }) => {
      await send(dependencies, turn, facet, { type: 'chosen', imageIds: chosen });
    }),
    'archive-all': async (turn, [facet]) => {
      const filter = filterOf(facet);
      await send(dependencies, turn, filter ? (facet ?? '') : '', { type: 'filtered', filter });
    },
  },
});

/** What belongs to a selection acts while there is one. */
const ofSelection =
  (act: (turn: UserTurn, selecting: Selecting, arg: string | undefined) => Promise<void>): Press =>
  async (turn, [arg]) => {
    const { conversation } = turn;
    if (conversation.step === 'selecting') return act(turn, conversation, arg);
    await turn.note(turn.plain('button.expired'));
  };

const showSelection = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  selecting: Selecting,
): Promise<void> => {
  const { facet, direction, cursor, chosen } = selecting;
  const cut: Cut = { facet, direction, cursor };
  const listed = await listPage(dependencies, turn, cut);
  if (listed.images.length === 0) {
    leave(turn);
    await turn.show(emptyGalleryScreen(turn, facet));
    return;
  }
  turn.go(selecting);
  const picture = sheetOf(dependencies, listed.images);
  await turn.show(selectScreen(turn, { ...listed, facet }, { chosen, picture }));
};

const send = async (
  { aisha, limiter }: BotDependencies,
  turn: UserTurn,
  facet: string,
  selection: ExportSelection,
): Promise<void> => {
  const waitMs = await limiter.take(`export:${turn.user.id}`, exportsInTurn);
  if (waitMs > 0) return turn.note(turn.plain('select.later'), { alert: true });
  if (!(await aisha.requestExport(turn.user.id, selection))) {
    return turn.note(turn.plain('button.expired'));
  }
  leave(turn);
  await turn.show(archiveScreen(turn, facet));
};
