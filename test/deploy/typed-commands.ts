import type { leavesOf } from '../../packages/cli/src/leaves.fixture.ts';

type Commands = Awaited<ReturnType<typeof leavesOf>>;

/** What `a|b` and the like stand for: one typed line each. */
const spelledOut = (line: string): string[] => {
  const [, before = '', some, after = ''] = /^(.*?)(\S+\|\S+)(.*)$/u.exec(line) ?? [];
  return some === undefined
    ? [line]
    : some.split('|').flatMap((each) => spelledOut(before + each + after));
};

/** What is wrong with a line that stands after `aisha `, by the commands that there are. */
export const faultsOf = (commands: Commands, line: string): string[] =>
  spelledOut(line).flatMap((typed) => {
    const words = typed.split(/\s+/u);
    const [group = '', verb = ''] = words;
    const command = commands.get(`${group} ${verb}`) ?? commands.get(group);
    if (!command) {
      const isGroup = [...commands.keys()].some((each) => each.startsWith(`${group} `));
      return isGroup && !/^[a-z]/u.test(verb) ? [] : [`there is no aisha ${group} ${verb}`];
    }
    const known = new Set(command.options.map(({ long }) => long));
    return words
      .filter((word) => /^--[a-z]/u.test(word) && word !== '--help' && !known.has(word))
      .map((word) => `aisha ${typed}: there is no ${word}`);
  });
