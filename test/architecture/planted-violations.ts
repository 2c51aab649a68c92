import type { Files } from './lawful-tree.ts';

const ADAPTERS = 'packages/adapters/src';
const CORE = 'packages/core/src';

/**
 * For every rule, files that break it and no other. The first file of each entry is the offender;
 * any further ones only complete the scene.
 */
export const PLANTED: Readonly<Record<string, readonly Files[]>> = {
  'core-imports-nothing': [
    { [`${CORE}/domain/avatar/hash.ts`]: `import { createHash } from 'node:crypto'; createHash;` },
    { [`${CORE}/use-cases/lookup.ts`]: `export const f = async () => import('undeclared');` },
    { [`${CORE}/ports/bot.ts`]: `import type { Telegraf } from '../../../bot/src/index.ts';` },
    { [`${CORE}/shared/run.ts`]: `import { it } from 'vitest'; it;` },
  ],
  'core-testing-imports-no-runner': [
    { [`${CORE}/testing/runner.ts`]: `import { it } from 'vitest'; it;` },
    { [`${CORE}/testing/files.ts`]: `import assert from 'node:assert'; assert;` },
  ],
  'core-tests-need-only-the-runner': [
    { [`${CORE}/domain/avatar/network.test.ts`]: `import { get } from 'node:http'; get;` },
  ],
  'core-shared-knows-no-domain': [
    { [`${CORE}/shared/who.ts`]: `import type { Avatar } from '../domain/avatar/avatar.ts';` },
  ],
  'core-domain-knows-no-ports': [
    { [`${CORE}/domain/avatar/now.ts`]: `import type { Clock } from '../../ports/clock.ts';` },
    {
      [`${CORE}/domain/avatar/do.ts`]: `export * from '../../use-cases/cancel-training.ts';`,
    },
  ],
  'core-ports-know-no-use-cases': [
    {
      [`${CORE}/ports/queue.ts`]: `export type { requestTraining } from '../use-cases/request-training.ts';`,
    },
  ],
  'core-steps-know-no-use-cases': [
    { [`${CORE}/steps/train.ts`]: `export * from '../use-cases/cancel-training.ts';` },
  ],
  'core-use-cases-stand-alone': [
    { [`${CORE}/use-cases/retrain.ts`]: `import { cancelTraining } from './cancel-training.ts';` },
  ],
  'core-testing-stays-in-tests': [
    { [`${CORE}/use-cases/fake.ts`]: `import { avatar } from '../testing/index.ts'; avatar;` },
    { 'packages/bot/src/fake.ts': `import { avatar } from '@aisha/core/testing'; avatar;` },
  ],
  'packages-show-only-their-face': [
    {
      [`${ADAPTERS}/fal/deep.ts`]: `import type { Avatar } from '../../../core/src/domain/avatar/avatar.ts';`,
    },
    {
      'packages/bot/src/deep.ts': `import { x } from '../../adapters/src/fal/errors.ts'; x;`,
      [`${ADAPTERS}/fal/errors.ts`]: `export const x = 1;`,
    },
  ],
  'adapters-know-no-app': [
    { [`${ADAPTERS}/fal/serve.ts`]: `import { createServer } from '../../../http/src/index.ts';` },
  ],
  'apps-know-no-other-app': [
    { 'packages/bot/src/serve.ts': `import { createServer } from '../../http/src/index.ts';` },
  ],
  'technologies-know-no-other-technology': [
    { [`${ADAPTERS}/fal/rows.ts`]: `import { store } from '../mikro-orm/index.ts'; store;` },
  ],
  'packages-know-no-examples-or-tests': [
    {
      'packages/bot/src/play.ts': `import { playground } from '../../../examples/playground/src/index.ts';`,
    },
    {
      'packages/bot/src/real.ts': `import { database } from '../../../test/support/database.ts';`,
    },
  ],
  'package-tests-borrow-only-test-support': [
    {
      'packages/bot/src/borrow.test.ts': `import { flow } from '../../../test/e2e/flow.ts';`,
      'test/e2e/flow.ts': `export const flow = 1;`,
    },
  ],
  'examples-know-no-other-example': [
    { 'examples/embed-core/src/play.ts': `import '../../playground/src/index.ts';` },
  ],

  'inversify-stays-home': [
    { 'packages/bot/src/container.ts': `import { Container } from 'inversify'; Container;` },
    { [`${ADAPTERS}/fal/inject.ts`]: `import { injectable } from 'inversify'; injectable;` },
  ],
  'telegraf-stays-home': [
    { 'examples/embed-core/src/talk.ts': `import { Telegraf } from 'telegraf'; Telegraf;` },
    { [`${ADAPTERS}/fal/notify.ts`]: `import { Telegraf } from 'telegraf'; Telegraf;` },
  ],
  'koa-stays-home': [{ [`${ADAPTERS}/fal/server.ts`]: `import Koa from 'koa'; Koa;` }],
  'fal-client-stays-home': [
    { [`${ADAPTERS}/openai/draw.ts`]: `import { fal } from '@fal-ai/client'; fal;` },
  ],
  'mikro-orm-stays-home': [
    { [`${ADAPTERS}/pg-boss/row.ts`]: `import type { EntityManager } from '@mikro-orm/core';` },
  ],
  'pg-boss-stays-home': [
    { [`${ADAPTERS}/mikro-orm/jobs.ts`]: `import { PgBoss } from 'pg-boss'; PgBoss;` },
  ],
  'openai-stays-home': [{ [`${ADAPTERS}/fal/vision.ts`]: `import OpenAI from 'openai'; OpenAI;` }],
  'yaml-stays-home': [{ [`${ADAPTERS}/fal/presets.ts`]: `import { parse } from 'yaml'; parse;` }],
  'commander-stays-home': [
    {
      'examples/playground/src/args.ts': `import { Command } from 'commander'; Command;`,
      'examples/playground/package.json': JSON.stringify({
        name: '@aisha/playground',
        dependencies: { '@aisha/bot': '1.0.0', commander: '1.0.0' },
      }),
    },
  ],

  'no-cycles': [
    {
      [`${ADAPTERS}/fal/egg.ts`]: `import { hen } from './hen.ts'; export const egg = () => hen;`,
      [`${ADAPTERS}/fal/hen.ts`]: `import { egg } from './egg.ts'; export const hen = () => egg;`,
    },
  ],
  'test-files-are-nobodys-library': [
    { 'test/e2e/again.ts': `import './training.test.ts';` },
    { [`${ADAPTERS}/fal/again.test.ts`]: `import './index.test.ts';` },
  ],
  'fixtures-stay-in-tests': [
    {
      'examples/embed-core/src/staged.ts': `import { scene } from './scene.fixture.ts'; scene;`,
      'examples/embed-core/src/scene.fixture.ts': `export const scene = 1;`,
    },
  ],
  'no-dev-dependency-in-production': [
    { 'packages/cli/src/check.ts': `import fc from 'fast-check'; fc;` },
    { 'examples/embed-core/src/check.ts': `import fc from 'fast-check'; fc;` },
  ],
  'no-undeclared-dependency': [
    { 'packages/cli/src/borrow.ts': `import { x } from 'undeclared'; x;` },
  ],
  'no-unresolvable-import': [
    { 'packages/cli/src/gone.ts': `import { x } from './nowhere.ts'; x;` },
  ],
  'no-deprecated-package': [{ [`${ADAPTERS}/fal/old.ts`]: `import x from 'abandoned'; x;` }],
  'no-deprecated-node-module': [
    { 'packages/cli/src/puny.ts': `import { toASCII } from 'node:punycode'; toASCII;` },
  ],
};
