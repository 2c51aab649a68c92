import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Path to content; paths are relative to the root of the tree. */
export type Files = Readonly<Record<string, string>>;

const versionsOf = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, '1.0.0']));

/** A vendor is an optional peer, installed for the package's own tests. */
const packageOf = (
  name: string,
  dependencies: readonly string[],
  exports: unknown,
  vendors: readonly string[] = [],
): string =>
  JSON.stringify({
    name,
    version: '0.1.0',
    type: 'module',
    dependencies: versionsOf(dependencies),
    devDependencies: versionsOf(vendors),
    peerDependencies: versionsOf(vendors),
    exports,
  });

const face = { '.': { '@aisha/source': './src/index.ts' } };

/** Small, but with the layout of this repository, and with everything in it that is allowed. */
const LAWFUL: Files = {
  'package.json': JSON.stringify({
    name: 'aisha',
    workspaces: ['packages/*', 'examples/*'],
    devDependencies: { vitest: '1.0.0', 'fast-check': '1.0.0' },
  }),

  'packages/core/package.json': packageOf('@aisha/core', [], {
    ...face,
    './testing': { '@aisha/source': './src/testing/index.ts' },
  }),
  'packages/core/src/index.ts': `export { requestTraining } from './use-cases/request-training.ts';`,
  'packages/core/src/shared/result.ts': `export type Result = { ok: boolean };`,
  'packages/core/src/domain/avatar/avatar.ts': `import type { Result } from '../../shared/result.ts'; export type Avatar = Result;`,
  'packages/core/src/domain/wallet/wallet.ts': `import type { Avatar } from '../avatar/avatar.ts'; export type Wallet = Avatar;`,
  'packages/core/src/domain/avatar/avatar.test.ts': `import { it } from 'vitest'; import fc from 'fast-check'; import type { Avatar } from './avatar.ts'; import { avatar } from '../../testing/index.ts'; it('x', () => fc.assert(avatar as Avatar));`,
  'packages/core/src/ports/clock.ts': `import type { Avatar } from '../domain/avatar/avatar.ts'; export type Clock = () => Avatar;`,
  'packages/core/src/steps/place-hold.ts': `import type { Clock } from '../ports/clock.ts'; export const placeHold = (clock: Clock) => clock();`,
  'packages/core/src/use-cases/request-training.ts': `import type { Clock } from '../ports/clock.ts'; import { placeHold } from '../steps/place-hold.ts'; import type { Result } from '../shared/result.ts'; export const requestTraining = (clock: Clock): Result => placeHold(clock);`,
  'packages/core/src/use-cases/cancel-training.ts': `import type { Clock } from '../ports/clock.ts'; export const cancelTraining = (clock: Clock) => clock();`,
  'packages/core/src/testing/index.ts': `import { requestTraining } from '../use-cases/request-training.ts'; export const avatar = requestTraining; export const clockContract = avatar;`,

  'packages/adapters/package.json': packageOf(
    '@aisha/adapters',
    ['@aisha/core', 'abandoned'],
    { './*': { '@aisha/source': './src/*/index.ts' } },
    '@fal-ai/client @mikro-orm/core inversify koa openai pg-boss telegraf yaml'.split(' '),
  ),
  'packages/adapters/src/fal/index.ts': `import { fal } from '@fal-ai/client'; import type { Clock } from '@aisha/core'; export const trainer = (clock: Clock) => fal;`,
  'packages/adapters/src/fal/index.test.ts': `import { it } from 'vitest'; import { clockContract } from '@aisha/core/testing'; import { database } from '../../../../test/support/database.ts'; import { store } from '../mikro-orm/index.ts'; it('x', () => clockContract(database, store));`,
  'packages/adapters/src/mikro-orm/index.ts': `import { defineEntity } from '@mikro-orm/core'; export const store = defineEntity;`,
  'packages/adapters/src/pg-boss/index.ts': `import { PgBoss } from 'pg-boss'; export const jobs = PgBoss;`,
  'packages/adapters/src/openai/index.ts': `import { readFile } from 'node:fs/promises'; import OpenAI from 'openai'; export const vision = [OpenAI, readFile];`,
  'packages/adapters/src/yaml/index.ts': `import { parse } from 'yaml'; export const styles = parse;`,
  'packages/adapters/src/composition/index.ts': `import { Container } from 'inversify'; import { trainer } from '../fal/index.ts'; import { store } from '../mikro-orm/index.ts'; export const compose = [Container, trainer, store];`,

  'packages/bot/package.json': packageOf(
    '@aisha/bot',
    ['@aisha/core', '@aisha/adapters', 'telegraf', 'inversify'],
    face,
  ),
  'packages/bot/src/index.ts': `import { Telegraf } from 'telegraf'; export const createBot = Telegraf;`,
  'packages/bot/src/composition.ts': `import { Container } from 'inversify'; import { compose } from '@aisha/adapters/composition'; export const composeBot = [Container, compose];`,

  'packages/http/package.json': packageOf('@aisha/http', ['@aisha/core', 'koa'], face),
  'packages/http/src/index.ts': `import Koa from 'koa'; export const createServer = Koa;`,

  'packages/cli/package.json': packageOf('@aisha/cli', ['@aisha/core', 'commander'], face),
  'packages/cli/src/index.ts': `import { Command } from 'commander'; import { requestTraining } from '@aisha/core'; export const createProgram = [Command, requestTraining];`,

  'examples/playground/package.json': packageOf('@aisha/playground', ['@aisha/bot'], face),
  'examples/embed-core/src/bot.fixture.ts': `import { Telegraf } from 'telegraf'; export const scene = Telegraf;`,
  'examples/embed-core/src/bot.test.ts': `import { it } from 'vitest'; import { Telegraf } from 'telegraf'; import { scene } from './bot.fixture.ts'; it('x', () => [Telegraf, scene]);`,
  'examples/playground/src/index.ts': `import { createBot } from '@aisha/bot'; export const playground = createBot;`,
  'examples/embed-core/package.json': packageOf('@aisha/embed-core', ['@aisha/core'], face, [
    'telegraf',
  ]),
  'examples/embed-core/src/index.ts': `import { requestTraining } from '@aisha/core'; export const embedded = requestTraining;`,

  'test/support/database.ts': `export const database = 1;`,
  'test/e2e/training.test.ts': `import { it } from 'vitest'; import { database } from '../support/database.ts'; it('x', () => database);`,
};

const INSTALLED =
  '@fal-ai/client @mikro-orm/core commander fast-check inversify koa openai pg-boss telegraf vitest yaml undeclared'.split(
    ' ',
  );

const installed = (name: string, more: object = {}): Files => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    main: 'index.js',
    ...more,
  }),
  [`node_modules/${name}/index.js`]: 'module.exports = {};',
});

const write = async (root: string, files: Files): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
};

/** Writes the lawful tree and what is added to it into a fresh temporary folder; the caller removes it. */
export const growTree = async (added: Files): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'aisha-boundaries-'));
  await write(root, { ...LAWFUL, ...added });
  for (const name of INSTALLED) await write(root, installed(name));
  await write(root, installed('abandoned', { deprecated: 'use something else' }));
  await mkdir(join(root, 'node_modules/@aisha'), { recursive: true });
  for (const name of ['core', 'adapters', 'bot', 'http', 'cli'])
    await symlink(`../../packages/${name}`, join(root, 'node_modules/@aisha', name));
  return root;
};
