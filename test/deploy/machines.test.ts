import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesIn, pathOf, textOf } from './files.ts';
import { lacksTool, runTool } from './run-tool.ts';

describe("nginx's configuration", () => {
  const text = textOf('deploy/nginx/nginx.conf');

  it('takes a webhook as large as the app does, and any number of them', () => {
    const [, webhook = ''] =
      /location = \/api\/v1\/avatar\/status_update \{([^}]*)\}/u.exec(text) ?? [];
    expect(webhook).toContain('client_max_body_size 4m;');
    expect(webhook).not.toContain('limit_req');
  });

  it('leads what Telegram pushes to the bots, to another where one stops', () => {
    const [, pushed = ''] = /location = \/telegram \{([^}]*)\}/u.exec(text) ?? [];
    expect(pushed).toContain('client_max_body_size 1m;');
    expect(pushed).toContain('proxy_next_upstream error timeout http_503 non_idempotent;');
    expect(pushed).toContain('proxy_pass http://aisha_bot;');
    expect(pushed).not.toContain('limit_req');
  });

  it.skipIf(lacksTool('nginx'))('is one that nginx takes', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'aisha-nginx-'));
    try {
      const [certificate, key] = [join(directory, 'cert.pem'), join(directory, 'key.pem')];
      await promisify(execFile)('openssl', [
        'req',
        '-x509',
        '-nodes',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-subj',
        '/CN=localhost',
        '-keyout',
        key,
        '-out',
        certificate,
      ]);
      const here = text
        .replace('/etc/nginx/tls/fullchain.pem', certificate)
        .replace('/etc/nginx/tls/privkey.pem', key)
        .replace('server http:8443', 'server 127.0.0.1:8443')
        .replace('server bot:8000', 'server 127.0.0.1:8000')
        .replaceAll('/tmp/nginx', join(directory, 'nginx'));
      const file = join(directory, 'nginx.conf');
      await writeFile(file, here);
      const said = await runTool('nginx', ['-t', '-q', '-c', file, '-e', 'stderr']);
      expect(said).toBe('');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('the systemd units', () => {
  const units = [...filesIn('deploy/systemd', '.service'), ...filesIn('deploy/systemd', '.target')];

  it.skipIf(lacksTool('systemd-analyze'))('are ones that systemd takes', async () => {
    expect(units).toHaveLength(3);
    const said = await runTool('systemd-analyze', [
      'verify',
      '--man=no',
      ...units.map((unit) => pathOf(unit.replace('@.', '@bot.'))),
    ]).catch((error: unknown) => String(error));
    // What it says of the machine's own units is not ours.
    expect(said.split('\n').filter((line) => line.includes('aisha'))).toEqual([]);
  });

  it('start what is there', () => {
    for (const unit of filesIn('deploy/systemd', '.service')) {
      const [, script = ''] = /ExecStart=\/usr\/bin\/env node (\S+)/u.exec(textOf(unit)) ?? [];
      expect(textOf(script)).toContain('runApp');
    }
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
