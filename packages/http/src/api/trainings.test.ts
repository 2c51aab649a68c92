import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi } from './an-api.fixture.ts';

describe('the trainings of a person', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let user: string;
  let one: string;
  let other: string;
  const list = async (query = '') => {
    const { body } = await api.ask(`GET ${user}/trainings${query}`);
    return body as { items: { id: string; avatarId: string }[]; nextCursor?: string };
  };
  beforeAll(async () => {
    api = await anApi();
    user = await api.bring('ada');
    one = await api.ready(user);
    await api.ask(`POST ${user}/avatars/${one}/trainings`, { body: { preset: 'fast' } });
    other = await api.ready(user);
  });
  afterAll(() => api.stop());

  it('are listed newest first and paged to the last', async () => {
    const { items } = await list();
    expect(items.map(({ avatarId }) => avatarId)).toEqual([other, one, one]);
    const first = await list('?limit=2');
    expect(first.items).toEqual(items.slice(0, 2));
    const second = await list(`?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(second).toEqual({ items: items.slice(2) });
  });

  it('are listed of one avatar, and of nobody else', async () => {
    const { items } = await list(`?avatarId=${one}`);
    expect(items.map(({ avatarId }) => avatarId)).toEqual([one, one]);
    const stranger = await api.bring('eve');
    for (const query of ['', `?avatarId=${one}`]) {
      expect((await api.ask(`GET ${stranger}/trainings${query}`)).body).toEqual({ items: [] });
    }
  });

  it('have cursors of their own: that of another list is refused', async () => {
    const avatars = await api.ask(`GET ${user}/avatars?limit=1`);
    const foreign = String(avatars.body['nextCursor']);
    const refused = await api.ask(`GET ${user}/trainings?cursor=${foreign}`);
    expect([refused.status, refused.body['code']]).toEqual([400, 'cursor.invalid']);
  });

  it('are gone with their avatar', async () => {
    await api.ask(`DELETE ${user}/avatars/${one}`);
    expect((await list()).items.map(({ avatarId }) => avatarId)).toEqual([other]);
  });
});
