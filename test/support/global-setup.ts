import type { TestProject } from 'vitest/node';
import { acquireEmbeddedServer, releaseEmbeddedServer } from './postgres/shared-server.ts';
import { clearServer, prepareServer, type TestServer } from './postgres/template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The project named `external` uses the server of `DATABASE_URL`, every other the embedded one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = project.name === 'external' ? process.env['DATABASE_URL'] : undefined;
  const server = external ? await prepareServer(external) : await acquireEmbeddedServer();
  project.provide('testServer', server);
  return external ? () => clearServer(server) : releaseEmbeddedServer;
}
