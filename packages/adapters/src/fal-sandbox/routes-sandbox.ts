import { z } from 'zod';
import { faultSchema, type FaultSource } from './faults.ts';
import { HttpProblem, readJson } from './http-reply.ts';
import type { Route } from './router.ts';
import { summarise } from './run-record.ts';
import type { RunStore } from './run-store.ts';
import type { WebhookSigner } from './signing.ts';

const faultsBody = z.strictObject({
  /** Forgets the rules set so far, before adding. */
  clear: z.boolean().default(false),
  add: z.array(faultSchema).max(1_000).default([]),
});

interface Dependencies {
  readonly faults: FaultSource;
  readonly runs: RunStore;
  readonly signer: WebhookSigner;
}

/** The webhook keys, and what fal has not: a look at the bill and a hand on the faults. */
export const sandboxRoutes = ({ faults, runs, signer }: Dependencies): readonly Route[] => [
  {
    methods: ['GET'],
    path: /^\/\.well-known\/jwks\.json$/,
    access: 'public',
    point: 'jwks',
    handle: () => ({ status: 200, json: signer.jwks }),
  },
  {
    methods: ['GET'],
    path: /^\/sandbox\/runs$/,
    access: 'key',
    handle: () => ({
      status: 200,
      json: { runs: runs.list().map((run) => summarise(run, Date.now())) },
    }),
  },
  {
    methods: ['GET'],
    path: /^\/sandbox\/faults$/,
    access: 'key',
    handle: () => ({ status: 200, json: { faults: faults.list() } }),
  },
  {
    methods: ['POST'],
    path: /^\/sandbox\/faults$/,
    access: 'key',
    handle: async ({ request }) => {
      const body = faultsBody.safeParse(await readJson(request));
      if (!body.success) throw new HttpProblem(422, z.prettifyError(body.error));
      if (body.data.clear) faults.clear();
      faults.add(...body.data.add);
      return { status: 200, json: { faults: faults.list() } };
    },
  },
];
