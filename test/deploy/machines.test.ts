import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, pathOf, textOf } from './files.ts';
import { lacksTool, runTool } from './run-tool.ts';

const folder = 'deploy/systemd';
const port = `${folder}/aisha@worker.service.d/port.conf`;

/** It ends with 1 for what it finds of the machine too; that it is not there is another matter. */
const saidOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
  return String(error);
};

describe('the systemd units', () => {
  it.skipIf(lacksTool('systemd-analyze'))('are ones that systemd takes, each role', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'aisha-units-'));
    try {
      await cp(pathOf(folder), directory, { recursive: true });
      const roles = ['bot', 'http', 'worker'].map((role) => `aisha@${role}.service`);
      const units = [...roles, 'aisha-migrate.service', 'aisha.target'];
      const said = await runTool(
        'systemd-analyze',
        ['verify', '--man=no', ...units.map((unit) => join(directory, unit))],
        { SYSTEMD_UNIT_PATH: `${directory}:` },
      ).catch(saidOf);
      // What it says of the machine's own units is not ours.
      expect(said.split('\n').filter((line) => line.includes('aisha'))).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  const started = [...filesIn(folder, '.service'), port].map((file) => ({
    file,
    text: textOf(file),
    start: /^ExecStart=(\/usr\/bin\/env .+)$/mu.exec(textOf(file))?.[1] ?? '',
  }));

  it('start what is there, with the Node that comes along', () => {
    for (const { file, text, start } of started) {
      const script = start.split(' ').at(-1) ?? '';
      expect(textOf(script), file).toContain('runApp');
      expect(start).toMatch(/ node (?:--\S+ )?\S+$/u);
      if (file !== port) expect(text).toContain('PATH=/opt/aisha/node_modules/.bin:');
    }
  });

  it('say what a copy of .env.example would empty where it cannot', () => {
    // Whatever stands in an EnvironmentFile wins over Environment, also where it is empty.
    for (const { file, text, start } of started) {
      expect(start, file).toMatch(/ROLE=(?:%i|worker|migrate) /u);
      expect(start, file).toContain('DATA_DIR=/var/lib/aisha ');
      const [, set = ''] = /^Environment=(.+)$/mu.exec(text) ?? [];
      const names = set.split(' ').map((each) => each.split('=')[0] ?? '');
      expect(names.filter((name) => textOf('.env.example').includes(`\n${name}=`))).toEqual([]);
    }
  });

  it('give a bot and a worker of one machine a port each', () => {
    expect(textOf(port)).toMatch(/ExecStart=\nExecStart=.* ROLE=worker BOT_PORT=8001 /u);
  });
});

describe('the image', () => {
  const text = textOf('deploy/Dockerfile');
  const { devDependencies } = z
    .object({ devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(textOf('package.json')));

  it('runs on the Node that everything is tested with', () => {
    const versions = [...text.matchAll(/^FROM node:([\d.]+)/gmu)].map(([, version]) => version);
    expect(versions).toEqual([devDependencies['node'], devDependencies['node']]);
  });

  it('is one that a linter of Dockerfiles has nothing to say about', () => {
    const said = (dockerfile: string): string[] =>
      validate(dockerfile, { deprecatedMaintainer: ValidationSeverity.ERROR }).map(({ message }) =>
        typeof message === 'string' ? message : message.value,
      );
    expect(said(text)).toEqual([]);
    expect(said(text.replace('USER node', 'USR node'))).toEqual(['Unknown instruction: USR']);
    expect(said(text.replace('--from=build', '--form=build'))).toEqual(['Unknown flag: form']);
  });

  it('copies files that there are, runs as nobody in particular, and asks whether it works', () => {
    const sources = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gmu)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) expect(existsSync(pathOf(source)), source).toBe(true);
    expect(text.indexOf('USER node')).toBeGreaterThan(text.lastIndexOf('FROM'));
    expect(text).toContain('HEALTHCHECK');
  });
});
