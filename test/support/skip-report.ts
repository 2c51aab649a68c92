import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { countFiles, optionalSuites } from './suites.ts';

/** Says at the end what was skipped and why, then `N passed, N failed` alone on the last line. */
export const skipReport = (): Reporter => {
  let root = process.cwd();
  return {
    onInit: (vitest: Vitest) => {
      root = vitest.config.root;
    },
    onTestRunEnd: (modules, unhandledErrors, reason) => {
      const counts = count(modules);
      const absent = absentSuites(root);
      const refused = process.env['CI'] ? absent.filter(({ requiredInCi }) => requiredInCi) : [];
      if (refused.length > 0) process.exitCode = 1;
      const failed = counts.failed + unhandledErrors.length + refused.length;
      print([
        ...absent.map(({ sentence }) => sentence),
        ...skippedTests(modules),
        ...refused.map(({ project }) => `Failed: with CI set, "${project}" must not be skipped.`),
        // A global set-up that fails leaves no test and no error here, only the verdict.
        summary({ ...counts, failed: Math.max(failed, reason === 'failed' ? 1 : 0) }),
      ]);
    },
  };
};

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const count = (modules: readonly TestModule[]): Counts => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    // A file that does not load, or whose hooks fail, may have no failed test to show for it.
    if (module.errors().length > 0) counts.failed += 1;
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) counts.failed += 1;
    }
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A run that was cut short leaves tests pending: they have not passed.
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
  }
  return counts;
};

interface AbsentSuite {
  readonly project: string;
  readonly sentence: string;
  readonly requiredInCi: boolean;
}

/** Suites this run would have had if their service were there. A run of chosen files lists its own. */
const absentSuites = (root: string): AbsentSuite[] => {
  const chosen = process.argv.slice(2).filter((argument) => !/^(run|watch|-.*)$/.test(argument));
  return optionalSuites().flatMap(({ project, files, what, missing, requiredInCi }) => {
    if (missing === undefined) return [];
    const found = countFiles(files, root, chosen);
    const counted = `${found} ${found === 1 ? 'file' : 'files'}`;
    const sentence = `Skipped: ${what} (${counted}) because ${missing}.`;
    return found === 0 ? [] : [{ project, sentence, requiredInCi }];
  });
};

const skippedTests = (modules: readonly TestModule[]): string[] =>
  modules.flatMap((module) =>
    [...module.children.allTests('skipped')].map((test) => {
      const result = test.result();
      const note = result.state === 'skipped' ? result.note : undefined;
      // A mode of `run` is a test that was to run, in a suite whose hook failed.
      const reason =
        test.options.mode === 'run' ? 'what comes before it failed' : 'its file says so';
      return `Skipped: ${test.fullName} because ${note ?? reason}.`;
    }),
  );

const summary = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const print = (lines: readonly string[]): void => {
  process.stdout.write(`\n${lines.join('\n')}\n`);
};
