import { describe, it } from 'vitest';
import { clockContract } from '../contracts/clock.contract.ts';
import { healthContract } from '../contracts/health.contract.ts';
import { idsContract } from '../contracts/ids.contract.ts';
import { jobDeskContract } from '../contracts/job-desk.contract.ts';
import { jobQueueContract } from '../contracts/job-queue.contract.ts';
import { leadershipContract } from '../contracts/leadership.contract.ts';
import { loggerContract } from '../contracts/logger.contract.ts';
import { notifierContract } from '../contracts/notifier.contract.ts';
import { anImage } from '../builders/generations.ts';
import { aUser } from '../builders/people.ts';
import { testClock } from './clock.ts';
import { fakeHealthCheck } from './health.ts';
import { testIds } from './ids.ts';
import { inMemoryJobQueue } from './job-queue.ts';
import { inMemoryLeadership } from './leadership.ts';
import { recordingLogger } from './logger.ts';
import { recordingNotifier } from './notifier.ts';
import { turningWheels } from './turning.ts';
import { inMemoryUnitOfWork } from './unit-of-work.ts';

const cleanup = async () => undefined;

describe('test clock', () => {
  clockContract({ it, create: async () => ({ clock: testClock(), cleanup }) });
});

describe('test ids', () => {
  idsContract({ it, create: async () => ({ ids: testIds(), cleanup }) });
});

describe('recording logger', () => {
  loggerContract({
    it,
    create: async () => {
      const logger = recordingLogger();
      return { logger, lines: async () => logger.lines, cleanup };
    },
  });
});

describe('recording notifier', () => {
  notifierContract({
    it,
    create: async () => {
      const notifier = recordingNotifier();
      const [user, unwilling] = [aUser(), aUser()];
      notifier.blockBy(unwilling.id);
      return {
        notifier,
        user,
        unwilling,
        images: [anImage({ userId: user.id }), anImage({ userId: user.id })],
        messagesTo: async ({ id }) => notifier.messagesTo(id),
        cleanup,
      };
    },
  });
});

describe('fake health check', () => {
  healthContract({
    it,
    create: async () => {
      const health = fakeHealthCheck('database');
      return {
        health,
        breakDown: async () => health.setHealthy(false),
        repair: async () => health.setHealthy(true),
        cleanup,
      };
    },
  });
});

describe('in-memory leadership', () => {
  leadershipContract({
    it,
    create: async () => {
      const leadership = inMemoryLeadership();
      return {
        one: leadership,
        two: leadership,
        until: turningWheels(testClock()).until,
        cutOff: async (role) => leadership.depose(role),
        cleanup,
      };
    },
  });
});

describe('in-memory job queue', () => {
  jobQueueContract({
    it,
    create: async () => {
      const clock = testClock();
      const queue = inMemoryJobQueue({ clock });
      return {
        one: queue,
        two: queue.another(),
        jobs: queue,
        now: () => clock.now(),
        ...turningWheels(clock, () => void queue.drain()),
        parked: async () => queue.parked().length,
        cleanup,
      };
    },
  });
});

describe('in-memory desk of jobs', () => {
  jobDeskContract({
    it,
    create: async () => {
      const clock = testClock();
      const jobs = inMemoryJobQueue({ clock });
      return {
        unitOfWork: inMemoryUnitOfWork({ jobs }),
        now: () => clock.now(),
        work: (handlers) => jobs.work(handlers),
        stop: () => jobs.stop({ timeoutMs: 0 }),
        until: turningWheels(clock, () => void jobs.drain()).until,
        cleanup,
      };
    },
  });
});
