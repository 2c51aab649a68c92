import { afterEach, beforeEach } from 'vitest';
import type { Policy } from '@aisha/core';
import { startBotSetting, type BotSetting, type Person } from './bot-setting.ts';

export type UseBotSetting = {
  readonly policy?: Policy;
  readonly firstName?: string;
  /** Has not agreed to the terms yet. */
  readonly isStranger?: boolean;
};

/**
 * Before each test a bot of its own and Anna at the other end, who reads English; after it the bot stops.
 * What is answered stands for those of the test that runs.
 */
export const useBotSetting = ({ policy, firstName, isStranger = false }: UseBotSetting = {}) => {
  let setting: BotSetting;
  let anna: Person;
  beforeEach(async () => {
    setting = await startBotSetting(policy);
    anna = await setting.aPerson('en', firstName);
    if (!isStranger) await anna.join();
  });
  afterEach(() => setting.stop());
  return { setting: standIn(() => setting), anna: standIn(() => anna) };
};

/** Whatever is asked of it is asked of the one there is at the moment. */
const standIn = <T extends object>(current: () => T): T =>
  new Proxy({} as T, { get: (_, name) => Reflect.get(current(), name) as unknown });
