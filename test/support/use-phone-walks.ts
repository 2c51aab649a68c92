import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startPhoneWalk, type PhoneWalk } from './phone-walk.ts';
import { launchBrowser, type PhoneOptions } from './phone.ts';
import { startPlaygroundProcess, temporaryDataDir, type PlaygroundProcess } from './playground.ts';

/** The product as a process and a browser, for the walks of one file. */
export const usePhoneWalks = (
  variablesOf: () => Record<string, string> | Promise<Record<string, string>>,
) => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let playground: PlaygroundProcess;
  let browser: Browser;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    playground = await startPlaygroundProcess(dataDir.path, await variablesOf());
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await playground.end('SIGTERM');
    await dataDir.remove();
  });

  return {
    startWalk: (options: Omit<PhoneOptions, 'pixelRatio' | 'address'>): Promise<PhoneWalk> =>
      startPhoneWalk(browser, { ...options, address: playground.address }),
  };
};
