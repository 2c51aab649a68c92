import { describe, expect, it } from 'vitest';
import type { BlobKey, UserId } from '../shared/ids.ts';
import { aUser } from './builders/people.ts';
import { inMemoryPorts } from './in-memory/ports.ts';
import { collect, streamOf, textOf, utf8 } from './streams.ts';
import { withFaults, type FaultPlan } from './with-faults.ts';

const key = 'photos/a.jpg' as BlobKey;
const options = { contentType: 'image/jpeg', maxBytes: 10 };
const never = { at: Infinity, mode: 'kill' } as const;

const setting = (plan: FaultPlan) => {
  const own = inMemoryPorts();
  const faulty = withFaults(own, plan);
  const put = () => faulty.ports.blobs.put(key, streamOf(utf8('ada')), options);
  const join = () => faulty.ports.unitOfWork.run(({ users }) => users.add(aUser()));
  return { own, faulty, put, join, people: () => own.unitOfWork.committed().users.size };
};

describe('ports with a fault', () => {
  it('count every call that leaves the process, and the commit', async () => {
    const { faulty, put, join } = setting(never);
    await put();
    await join();
    await collect(await faulty.ports.blobs.open(key));
    for await (const found of faulty.ports.blobs.list('photos/')) expect(found).toBe(key);
    expect(faulty.calls()).toEqual([
      'blobs.put',
      'users.add',
      'commit',
      'blobs.open',
      'blobs.open:content',
      'blobs.list',
    ]);
    expect(faulty.struck()).toBeUndefined();
  });

  it('leave alone what stays in the process', () => {
    const { faulty } = setting({ at: 1, mode: 'throw-before' });
    expect(faulty.ports.trainer.endpointOf('portrait-lora')).toContain('portrait');
    expect(faulty.ports.clock.now()).toBeInstanceOf(Date);
    expect(faulty.calls()).toEqual([]);
  });

  it('fail before the effect, once', async () => {
    const { own, faulty, put } = setting({ at: 1, mode: 'throw-before' });
    await expect(put()).rejects.toMatchObject({ code: 'storage.unavailable', retryable: true });
    expect(own.blobs.keys()).toEqual([]);
    expect(faulty.struck()).toBe('blobs.put');
    await put();
    expect(own.blobs.keys()).toEqual([key]);
  });

  it('fail after the effect', async () => {
    const { own, put } = setting({ at: 1, mode: 'throw-after' });
    await expect(put()).rejects.toMatchObject({ code: 'storage.unavailable' });
    expect(own.blobs.keys()).toEqual([key]);
  });

  it('fail with what no port promises where that is asked for', async () => {
    const { put } = setting({ at: 1, mode: 'throw-before', error: 'defect' });
    await expect(put()).rejects.toThrow('planted at blobs.put');
    await expect(put()).resolves.toMatchObject({ bytes: 3 });
  });

  it('undo what a call inside a transaction was part of', async () => {
    const { join, people } = setting({ at: 1, mode: 'throw-after' });
    await expect(join()).rejects.toMatchObject({ code: 'database.unavailable' });
    expect(people()).toBe(0);
  });

  it('lose a commit, or only the answer of one', async () => {
    const before = setting({ at: 2, mode: 'throw-before' });
    await expect(before.join()).rejects.toMatchObject({ code: 'database.unavailable' });
    expect(before.people()).toBe(0);
    const after = setting({ at: 2, mode: 'throw-after' });
    await expect(after.join()).rejects.toMatchObject({ code: 'database.unavailable' });
    expect(after.people()).toBe(1);
  });

  it('break a stream off after its first piece', async () => {
    const { faulty, put } = setting({ at: 3, mode: 'throw-after' });
    await put();
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const piece of await faulty.ports.blobs.open(key)) read.push(textOf(piece));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'storage.unavailable' });
    expect(read).toEqual(['ada']);
  });

  it('never say of a paid call that was accepted that it was not', async () => {
    const { own, faulty } = setting({ at: 1, mode: 'throw-after' });
    const order = { request: { generator: 'flux-lora' }, weights: {}, webhookUrl: undefined };
    await expect(faulty.ports.generator.submit(order as never)).rejects.toMatchObject({
      code: 'provider.outcome-unknown',
    });
    expect(own.generator.accepted()).toHaveLength(1);
  });

  it('hang without an effect, and go on when they are let', async () => {
    const { own, faulty, put } = setting({ at: 1, mode: 'hang' });
    const putting = put();
    await faulty.hanging;
    expect(own.blobs.keys()).toEqual([]);
    faulty.release();
    await putting;
    expect(own.blobs.keys()).toEqual([key]);
  });

  it('kill after the effect', async () => {
    const killed: string[][] = [];
    const { own, put } = setting({
      at: 1,
      mode: 'kill',
      kill: () => killed.push([...own.blobs.keys()]),
    });
    await put();
    expect(killed).toEqual([[key]]);
  });

  it('strike nothing where there are fewer calls', async () => {
    const { faulty } = setting({ at: 9, mode: 'throw-before' });
    const unknown = 'nobody' as UserId;
    expect(await faulty.ports.unitOfWork.run(({ users }) => users.find(unknown))).toBeUndefined();
    expect(faulty.struck()).toBeUndefined();
  });
});
