import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Option } from 'commander';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseWords } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { fit, widthOf } from '../../text-width.ts';
import { follow, linesIn } from './follow.ts';
import {
  isWanted,
  levels,
  parseLine,
  shownLine,
  type LogFilter,
  type LogLine,
} from './log-line.ts';

type Flags = Looking & LogFilter & { readonly lines: number; readonly follow?: true };

export const addTail: Fill = (group, { output }) => {
  looking(group.command('tail').argument('[file]', 'a log of ours; without it what is piped in'), {
    description: 'Shows the last lines of a log for people to read, those of an id alone if wanted',
    example: 'logs tail aisha.log --follow --level warn',
    json: 'the lines as they were written',
    notes:
      'Processes write to standard output; where that goes is yours to say. With systemd:\n' +
      '  journalctl -u "aisha@*" -o cat --since today | aisha logs tail --about 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  })
    .option('-n, --lines <count>', 'how many of the last, at most 200', parseLimit, 20)
    .option('-f, --follow', 'goes on with what is added, until it is interrupted')
    .addOption(new Option('--level <level>', 'only this and worse').choices(levels))
    .option('--about <text>', 'only lines that have this in them, as the id of a training', aboutOf)
    .action(async (file: string | undefined, { json, lines, follow: goesOn, ...filter }: Flags) => {
      const write = (line: LogLine): void =>
        output.write(`${json ? line.raw : cut(shownLine(line), output.columns)}\n`);
      const size = file === undefined ? 0 : await sizeOf(file);
      for (const line of await lastOf(linesIn(contentOf(file, size)), lines, filter)) write(line);
      if (!goesOn || file === undefined) return;
      for await (const raw of linesIn(follow(file, size))) {
        const line = parseLine(raw);
        if (isWanted(line, filter)) write(line);
      }
    });
};

const sizeOf = async (file: string): Promise<number> => {
  const info = await stat(file).catch(() => undefined);
  if (!info || info.isDirectory()) throw new Error(`There is no file ${file}.`);
  return info.size;
};

const aboutOf = (text: string): string => parseWords(text, 200);

const cut = (text: string, terminal: number): string =>
  widthOf(text) > terminal ? fit(text, terminal).trimEnd() : text;

async function* contentOf(file: string | undefined, size: number): AsyncGenerator<string> {
  if (file !== undefined && size === 0) return;
  const stream =
    file === undefined
      ? process.stdin.setEncoding('utf8')
      : createReadStream(file, { end: size - 1, encoding: 'utf8' });
  for await (const chunk of stream) yield chunk as string;
}

const lastOf = async (
  lines: AsyncIterable<string>,
  count: number,
  filter: LogFilter,
): Promise<readonly LogLine[]> => {
  const last: LogLine[] = [];
  for await (const raw of lines) {
    const line = parseLine(raw);
    if (raw === '' || !isWanted(line, filter)) continue;
    last.push(line);
    if (last.length > count) last.shift();
  }
  return last;
};
