/**
 * The arrows between folders. Every rule is proven by a planted violation in
 * `test/architecture/boundaries.test.ts`; a rule without one fails there.
 */
import type { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser';

type Rule = IRegularForbiddenRuleType & { readonly name: string; readonly comment: string };

const TEST_FILE = '[.]test[.]ts$';
/** What tests of one folder share, beside them. */
const FIXTURE = '[.]fixture[.]ts$';
const CORE = '^packages/core/src/';
const CORE_TESTING = '^packages/core/src/testing/';
const APPS = 'bot|http|cli';
const COMPOSITION = '^packages/adapters/src/composition/|/src/composition([.]test)?[.]ts$';

const npm = (name: string): string => `(?:^|/)node_modules/${name}/`;

interface Layer {
  readonly name: string;
  readonly layer: string;
  readonly sees: readonly string[];
  readonly why: string;
}

/** Who may import what inside core: each layer sees itself and the layers before it. */
const coreLayer = ({ name, layer, sees, why }: Layer): Rule => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: `${CORE}${layer}/`, pathNot: TEST_FILE },
  to: { path: CORE, pathNot: [layer, ...sees].map((folder) => `${CORE}${folder}/`).join('|') },
});

interface Vendor {
  readonly name: string;
  readonly packages: readonly string[];
  readonly home: string;
  readonly why: string;
}

/**
 * One vendor, one home: to replace it is to replace a folder. The tests of an example may hold its
 * sandboxes against the vendor's own client, which is the only proof that they speak its protocol.
 */
const vendor = ({ name, packages, home, why }: Vendor): Rule => ({
  name: `${name}-stays-home`,
  severity: 'error',
  comment: why,
  from: {
    path: '^(?:packages|examples)/',
    pathNot: `${home}|^examples/.+(?:${TEST_FILE}|${FIXTURE})`,
  },
  to: { path: packages.map(npm).join('|') },
});

const core: Rule[] = [
  {
    name: 'core-imports-nothing',
    severity: 'error',
    comment:
      'The core runs anywhere and outlives every vendor, so it knows no npm package and not even Node.',
    from: { path: CORE, pathNot: `${TEST_FILE}|${CORE_TESTING}` },
    to: { pathNot: CORE },
  },
  {
    name: 'core-testing-imports-no-runner',
    severity: 'error',
    comment:
      'Embedding teams run the contract suites under the runner they have: `it` is passed in, assertions are our own.',
    from: { path: CORE_TESTING, pathNot: TEST_FILE },
    to: { pathNot: CORE },
  },
  {
    name: 'core-tests-need-only-the-runner',
    severity: 'error',
    comment: 'A core test that needs more than the core and a runner tests something else.',
    from: { path: `${CORE}.+${TEST_FILE}` },
    to: { pathNot: `${CORE}|${npm('vitest')}|${npm('fast-check')}` },
  },
  coreLayer({
    name: 'core-shared-knows-no-domain',
    layer: 'shared',
    sees: ['testing'],
    why: 'Results, brands and ids are the ground everything stands on; they know nobody.',
  }),
  coreLayer({
    name: 'core-domain-knows-no-ports',
    layer: 'domain',
    sees: ['shared', 'testing'],
    why: 'Decisions are plain functions of plain values; whoever calls them does the reading and writing.',
  }),
  coreLayer({
    name: 'core-ports-know-no-use-cases',
    layer: 'ports',
    sees: ['shared', 'domain', 'testing'],
    why: 'A port is a promise in the words of the domain and must not depend on who uses it today.',
  }),
  coreLayer({
    name: 'core-steps-know-no-use-cases',
    layer: 'steps',
    sees: ['shared', 'domain', 'ports', 'testing'],
    why: 'A step is what several use cases do inside their own transaction; it never opens one by itself.',
  }),
  {
    name: 'core-use-cases-stand-alone',
    severity: 'error',
    comment:
      'A use case that calls another hides a transaction in a transaction; share a step or a domain function instead.',
    from: { path: `${CORE}use-cases/(.+)[.]ts$`, pathNot: TEST_FILE },
    to: { path: `${CORE}use-cases/`, pathNot: `${CORE}use-cases/$1[.]ts$` },
  },
  {
    name: 'core-testing-stays-in-tests',
    severity: 'error',
    comment:
      'Fakes and contract suites are for tests; in production they would lose data politely.',
    from: { path: '^packages/', pathNot: `${TEST_FILE}|${FIXTURE}|${CORE_TESTING}` },
    to: { path: CORE_TESTING },
  },
];

const packages: Rule[] = [
  {
    name: 'packages-show-only-their-face',
    severity: 'error',
    comment:
      'Another package is reached through its exports, so that what is inside can move without asking.',
    from: { path: '^(?:packages|examples)/([^/]+)/' },
    to: {
      path: '^packages/[^/]+/src/',
      pathNot:
        '^packages/$1/|^packages/core/src/(?:testing/)?index[.]ts$|^packages/adapters/src/[^/]+/index[.]ts$|^packages/[^/]+/src/index[.]ts$',
    },
  },
  {
    name: 'adapters-know-no-app',
    severity: 'error',
    comment: 'The arrow goes from an app to the adapters it chose, never back.',
    from: { path: '^packages/adapters/' },
    to: { path: `^packages/(?:${APPS})/` },
  },
  {
    name: 'apps-know-no-other-app',
    severity: 'error',
    comment: 'Each app is deployed alone; what two of them need belongs in the core or an adapter.',
    from: { path: `^packages/(${APPS})/` },
    to: { path: `^packages/(?:${APPS})/`, pathNot: '^packages/$1/' },
  },
  {
    name: 'technologies-know-no-other-technology',
    severity: 'error',
    comment:
      'An embedder installs the technologies it uses and no others; only `composition` joins them.',
    from: { path: '^packages/adapters/src/([^/]+)/', pathNot: `${TEST_FILE}|/src/composition/` },
    to: { path: '^packages/adapters/src/', pathNot: '^packages/adapters/src/$1/' },
  },
  {
    name: 'packages-know-no-examples-or-tests',
    severity: 'error',
    comment: 'What is published must work without the rest of this repository.',
    from: { path: '^packages/', pathNot: TEST_FILE },
    to: { path: '^(?:examples|test)/' },
  },
  {
    name: 'package-tests-borrow-only-test-support',
    severity: 'error',
    comment: 'A unit test may use the shared test support, not another suite and not an example.',
    from: { path: `^packages/.+${TEST_FILE}` },
    to: { path: '^(?:examples|test)/', pathNot: '^test/support/' },
  },
  {
    name: 'examples-know-no-other-example',
    severity: 'error',
    comment: 'An example is copied whole; it must stand on published packages alone.',
    from: { path: '^examples/([^/]+)/' },
    to: { path: '^examples/', pathNot: '^examples/$1/' },
  },
];

const vendors: Rule[] = [
  {
    name: 'inversify',
    packages: ['inversify', '@inversifyjs', 'reflect-metadata'],
    home: COMPOSITION,
    why: 'The container is a detail of start-up; code that never sees it can be embedded without it.',
  },
  {
    name: 'telegraf',
    packages: ['telegraf', '@telegraf'],
    home: '^packages/bot/|^packages/adapters/src/telegraf',
    why: 'Telegram’s types stop at the bot; the core speaks of users and avatars.',
  },
  {
    name: 'koa',
    packages: ['koa', '@koa'],
    home: '^packages/http/|^packages/adapters/src/koa',
    why: 'HTTP requests and answers stop at the edge.',
  },
  {
    name: 'fal-client',
    packages: ['@fal-ai'],
    home: '^packages/adapters/src/fal',
    why: 'fal’s queue, files and errors are translated in one folder, so another provider is another folder.',
  },
  {
    name: 'mikro-orm',
    packages: ['@mikro-orm'],
    home: '^packages/adapters/src/(?:mikro-orm|composition)/',
    why: 'Rows are not domain objects; the mapper between them lives beside the entities.',
  },
  {
    name: 'pg-boss',
    packages: ['pg-boss'],
    home: '^packages/adapters/src/pg-boss/',
    why: 'Job options and queue tables are one adapter’s business; others see `JobQueue`.',
  },
  {
    name: 'openai',
    packages: ['openai'],
    home: '^packages/adapters/src/openai',
    why: 'Moderation and vision are ports; the vendor behind them may change with its price list.',
  },
  {
    name: 'yaml',
    packages: ['yaml'],
    home: '^packages/adapters/src/yaml/',
    why: 'Styles may be written in something else one day; everybody else asks the `StyleCatalog`.',
  },
  {
    name: 'commander',
    packages: ['commander'],
    home: '^packages/cli/',
    why: 'Arguments and exit codes exist only on a command line.',
  },
].map(vendor);

const PRODUCTION = {
  path: '^(?:packages|examples)/[^/]+/src/',
  pathNot: `${TEST_FILE}|${FIXTURE}|${CORE}`,
};

const hygiene: Rule[] = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Files in a circle can only be understood, tested and loaded together.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'test-files-are-nobodys-library',
    severity: 'error',
    comment:
      'Importing a test file runs its tests twice; shared pieces go to `test/support` or `testing/`.',
    from: {},
    to: { path: TEST_FILE },
  },
  {
    name: 'fixtures-stay-in-tests',
    severity: 'error',
    comment: 'A fixture stages a scene for a test; it is no part of the product.',
    from: { path: '^(?:packages|examples)/', pathNot: `${TEST_FILE}|${FIXTURE}` },
    to: { path: FIXTURE },
  },
  {
    name: 'no-dev-dependency-in-production',
    severity: 'error',
    comment: 'It is installed here and missing where it counts.',
    from: PRODUCTION,
    // An adapter's vendor is a peer of whoever embeds it, and installed here to be tested.
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer'] },
  },
  {
    name: 'no-undeclared-dependency',
    severity: 'error',
    comment: 'It works until the package that brings it along stops doing so.',
    from: { pathNot: CORE },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-unresolvable-import',
    severity: 'error',
    comment: 'A path that leads nowhere escapes every other rule.',
    from: { pathNot: CORE },
    to: { couldNotResolve: true },
  },
  {
    name: 'no-deprecated-package',
    severity: 'error',
    comment: 'Its authors have left; choose while there is time.',
    from: {},
    to: { dependencyTypes: ['deprecated'] },
  },
  {
    name: 'no-deprecated-node-module',
    severity: 'error',
    comment: 'These are on their way out of Node.',
    from: { pathNot: CORE },
    to: {
      dependencyTypes: ['core'],
      path: '^(?:node:)?(?:punycode|domain|constants|sys|_linklist|_stream_wrap)$',
    },
  },
];

const configuration: IConfiguration = {
  forbidden: [...core, ...packages, ...vendors, ...hygiene],
  options: {
    // TypeScript 7 has no JavaScript API; see docs/decisions/0002-check-boundaries-with-dependency-cruiser.md.
    parser: 'swc',
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)(?:dist|coverage|[.]data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@aisha/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};

export default configuration;
