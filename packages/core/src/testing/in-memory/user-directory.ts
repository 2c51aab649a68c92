import type { UserId } from '../../shared/ids.ts';
import type { Audience } from '../../domain/broadcast/audience.ts';
import { clientOf } from '../../domain/api/client-address.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { User } from '../../domain/user/user.ts';
import type { UserDirectory, UserListing } from '../../ports/user-directory.ts';
import { byText, newestPage } from './rows.ts';
import type { Store } from './store.ts';
import type { InMemoryUnitOfWork } from './unit-of-work.ts';

export const inMemoryUserDirectory = ({
  committed,
}: Pick<InMemoryUnitOfWork, 'committed'>): UserDirectory => ({
  list: async ({ limit, before, isBlocked, isUnreachable, locale }) => {
    const store = committed();
    const asked = [...store.users.values()].filter(
      (user) =>
        (isBlocked === undefined || isBlocked === (user.blockedSince !== undefined)) &&
        (isUnreachable === undefined || isUnreachable === (user.unreachableSince !== undefined)) &&
        (locale === undefined || locale === user.locale),
    );
    const page = { limit, ...(before !== undefined && { before }) };
    return newestPage(asked, page).map((user) => listingOf(store, user));
  },
  find: async (who) => {
    const store = committed();
    const user = [...store.users.values()].find(({ id, address }) => who === id || who === address);
    if (!user) return undefined;
    const exported = owned(store.exports, user.id).map(({ requestedAt }) => requestedAt.getTime());
    const trainings = owned(store.trainings, user.id);
    const generations = owned(store.generations, user.id);
    return {
      ...listingOf(store, user),
      trainings: countsOf(trainings, ({ status }) => !isTrainingFinal(status)),
      generations: countsOf(generations, ({ status }) => !isGenerationFinal(status)),
      images: owned(store.images, user.id).length,
      exportedAt: exported.length > 0 ? new Date(Math.max(...exported)) : undefined,
    };
  },
  listAudience: async (audience, { limit, after }) =>
    meant(committed(), audience)
      .filter(({ id }) => after === undefined || id > after)
      .toSorted((one, other) => byText(one.id, other.id))
      .slice(0, limit),
  countAudience: async (audience) => {
    const counts = new Map<string, number>();
    for (const { locale } of meant(committed(), audience)) {
      counts.set(locale, (counts.get(locale) ?? 0) + 1);
    }
    return [...counts]
      .map(([locale, people]) => ({ locale, people }))
      .toSorted((one, other) => other.people - one.people || byText(one.locale, other.locale));
  },
});

const owned = <Row extends { readonly userId: UserId }>(
  table: ReadonlyMap<unknown, Row>,
  userId: UserId,
): Row[] => [...table.values()].filter((row) => row.userId === userId);

const countsOf = <Row>(rows: readonly Row[], isUnfinished: (row: Row) => boolean) => ({
  total: rows.length,
  unfinished: rows.filter(isUnfinished).length,
});

const listingOf = (store: Store, user: User): UserListing => ({
  user,
  balance: {
    available: store.balances.get(`user:${user.id}:available`) ?? 0,
    held: store.balances.get(`user:${user.id}:held`) ?? 0,
  },
  avatars: owned(store.avatars, user.id).filter(({ status }) => status !== 'deleted').length,
});

const meant = (store: Store, audience: Audience): User[] => {
  const { locales, hasReadyAvatar, joinedSince, joinedBefore, userIds } = audience;
  return [...store.users.values()].filter(
    (user) =>
      !clientOf(user.address) &&
      !user.blockedSince &&
      !user.unreachableSince &&
      (!locales || locales.includes(user.locale)) &&
      (!joinedSince || user.createdAt >= joinedSince) &&
      (!joinedBefore || user.createdAt < joinedBefore) &&
      (!userIds || userIds.includes(user.id)) &&
      (hasReadyAvatar === undefined || hasReadyAvatar === canDraw(store, user.id)),
  );
};

const canDraw = ({ avatars }: Store, userId: UserId): boolean =>
  owned(avatars, userId).some(
    ({ status, activeTrainingId }) => status !== 'deleted' && activeTrainingId !== undefined,
  );
