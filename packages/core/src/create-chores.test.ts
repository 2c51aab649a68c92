import { describe, expect, it } from 'vitest';
import { createChores } from './create-chores.ts';
import { aWorld } from './testing/world/a-world.ts';

describe('what is done over and over', () => {
  it('is everything that forgets, expires, sweeps, resumes or reconciles', () => {
    const { aisha } = aWorld();
    const names = createChores(aisha).map(({ name }) => name);
    const wanted = Object.keys(aisha).filter((name) =>
      /^(?:forget|expire|sweep|resumeErasures|reconcile)/u.test(name),
    );
    const dashed = wanted.map((name) => name.replaceAll(/[A-Z]/gu, (at) => `-${at.toLowerCase()}`));
    expect(names.toSorted()).toEqual(dashed.toSorted());
  });

  it('changes nothing where there is nothing to do', async () => {
    const { aisha, ports } = aWorld();
    for (const { run } of createChores(aisha)) await run();
    expect(ports.jobs.pending()).toEqual([]);
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('forgets answers of the REST API where it is served, however many there are', async () => {
    const left = [5_000, 5_000, 12];
    const asked: object[] = [];
    const idempotentRequests = {
      forget: async (options: object) => {
        asked.push(options);
        return left.shift() ?? 0;
      },
    };
    const chores = createChores(aWorld().aisha, { idempotentRequests });
    const chore = chores.find(({ name }) => name === 'forget-idempotent-requests');
    await chore?.run();
    expect(asked).toEqual([1, 2, 3].map(() => ({ olderThanMs: 24 * 60 * 60_000, limit: 5_000 })));
  });
});
