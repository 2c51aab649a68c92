import { describe, expect, it } from 'vitest';
import { groupCommit, type GroupLimits } from './group-commit.ts';

const poison = 'poison';

/** Commits that end when told to. */
const committing = (own: Partial<GroupLimits> = {}) => {
  const groups: { entries: readonly string[]; end: (error?: Error) => void }[] = [];
  const limits: GroupLimits = {
    groups: 1,
    most: 3,
    largest: 1_000,
    mostWaiting: 5,
    largestWaiting: 1_000,
    patienceMs: 60_000,
    ...own,
  };
  const enter = groupCommit<string, string>({
    commit: (entries) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void =>
          error ? reject(error) : resolve(entries.map((entry) => `${entry}!`));
        groups.push({ entries, end });
      }),
    mayBeOfOne: (error) => error instanceof Error && error.message === poison,
    sizeOf: ({ length }) => length,
    shed: (reason) => new Error(reason),
    limits,
  });
  const turn = () => new Promise(setImmediate);
  const endAll = async (): Promise<void> => {
    for (let at = 0; at < groups.length; at += 1) {
      groups[at]?.end();
      await turn();
    }
  };
  return { enter, groups, turn, endAll, entries: () => groups.map(({ entries }) => entries) };
};

describe('commits in groups', () => {
  it('begin at once for who comes alone', async () => {
    const { enter, endAll, entries } = committing();
    const answer = enter('a');
    expect(entries()).toEqual([['a']]);
    await endAll();
    expect(await answer).toBe('a!');
  });

  it('are shared by those who come meanwhile, in their order, no more than fit', async () => {
    const { enter, endAll, entries } = committing();
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map(enter));
    await endAll();
    expect(entries()).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(await answers).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('hold no more than their size, but one of any size', async () => {
    const { enter, endAll, entries } = committing({ largest: 10 });
    const answers = Promise.all(['a', 'x'.repeat(8), 'bb', 'c', 'y'.repeat(50)].map(enter));
    await endAll();
    await answers;
    expect(entries()).toEqual([['a'], ['x'.repeat(8), 'bb'], ['c'], ['y'.repeat(50)]]);
  });

  it('run so many at a time', async () => {
    const { enter, endAll, entries } = committing({ groups: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd'].map(enter));
    expect(entries()).toEqual([['a'], ['b']]);
    await endAll();
    await answers;
    expect(entries()).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  it('that fail because of one are tried one by one', async () => {
    const { enter, groups, turn, entries } = committing();
    const answers = Promise.allSettled(['a', 'b', 'bad', 'c'].map(enter));
    groups[0]?.end();
    await turn();
    expect(entries()).toEqual([['a'], ['b', 'bad', 'c']]);
    groups[1]?.end(new Error(poison));
    await turn();
    groups[2]?.end();
    await turn();
    groups[3]?.end(new Error(poison));
    await turn();
    groups[4]?.end();
    expect((await answers).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('that fail for another reason fail for all of the group, and the next goes on', async () => {
    const { enter, groups, turn, endAll } = committing();
    const answers = Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(enter));
    groups[0]?.end();
    await turn();
    groups[1]?.end(new Error('away'));
    await endAll();
    expect((await answers).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
  });

  it('turn away who comes when too many wait, or too much', async () => {
    const { enter, endAll } = committing({ largestWaiting: 40 });
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'].map(enter);
    await expect(enter('g')).rejects.toThrow('full');
    await endAll();
    await Promise.all(answers);
    const next = ['a', 'x'.repeat(30)].map(enter);
    await expect(enter('y'.repeat(30))).rejects.toThrow('full');
    await endAll();
    await Promise.all(next);
  });

  it('that hang keep nobody waiting for ever, and no place', async () => {
    const { enter, groups, turn } = committing({ patienceMs: 20 });
    const hanging = enter('a');
    const behind = enter('b');
    await expect(hanging).rejects.toThrow('late');
    await expect(behind).rejects.toThrow('late');
    const answer = enter('c');
    while (groups.length < 2) await turn();
    groups[1]?.end();
    expect(await answer).toBe('c!');
  });
});
