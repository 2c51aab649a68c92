import { HttpProblem, readJson, type Reply } from './http-reply.ts';
import type { Model } from './models.ts';
import type { Queue } from './queue.ts';
import { acceptedReply, resultReply, statusReply } from './queue-replies.ts';
import type { Route, RouteRequest } from './router.ts';
import type { Run } from './run-record.ts';
import type { RunStore } from './run-store.ts';

interface Dependencies {
  readonly queue: Queue;
  readonly runs: RunStore;
  readonly modelOf: (endpoint: string) => Model | undefined;
}

type Params = RouteRequest['params'];

const webhookUrlOf = (url: URL): { webhookUrl?: string } => {
  const webhookUrl = url.searchParams.get('fal_webhook');
  if (webhookUrl === null) return {};
  if (URL.canParse(webhookUrl) && /^https?:$/.test(new URL(webhookUrl).protocol))
    return { webhookUrl };
  throw new HttpProblem(422, [
    { loc: ['query', 'fal_webhook'], msg: 'Input should be a valid URL', type: 'value_error' },
  ]);
};

const startTimeoutOf = ({ request }: RouteRequest): { startTimeoutMs?: number } => {
  const seconds = Number(request.headers['x-fal-request-timeout']);
  return seconds > 0 ? { startTimeoutMs: seconds * 1_000 } : {};
};

const createSubmit =
  ({ queue, runs, modelOf }: Dependencies) =>
  async (route: RouteRequest): Promise<Reply> => {
    const endpoint = route.params['endpoint'] ?? '';
    const model = modelOf(endpoint);
    if (!model) throw new HttpProblem(404, `Application '${endpoint}' not found`);
    const { origin } = route;
    const run = await queue.accept({
      endpoint,
      model,
      origin,
      ...webhookUrlOf(route.url),
      ...startTimeoutOf(route),
      // Inputs are judged by the runner, as at fal: a bad one is accepted and then fails with 422.
      input: (await readJson(route.request)) ?? {},
    });
    return acceptedReply({ run, runs: runs.list(), origin });
  };

export const queueRoutes = (dependencies: Dependencies): readonly Route[] => {
  const { queue, runs } = dependencies;
  const find = ({ owner = '', alias = '', requestId = '' }: Params): Run | undefined => {
    const run = runs.find(requestId);
    return run?.app === `${owner}/${alias}` ? run : undefined;
  };
  const view = ({ params, origin }: RouteRequest) => {
    const run = find(params);
    if (!run) throw new HttpProblem(404, 'Request not found');
    return { run, runs: runs.list(), origin };
  };
  const cancel = async ({ params }: RouteRequest): Promise<Reply> => {
    const run = find(params);
    const answer = run ? await queue.cancel(run.requestId) : 'NOT_FOUND';
    const codes = { CANCELLATION_REQUESTED: 202, ALREADY_COMPLETED: 400, NOT_FOUND: 404 } as const;
    return { status: codes[answer], json: { status: answer } };
  };

  const path = (tail: string) =>
    new RegExp(
      `^/(?<owner>[\\w.-]+)/(?<alias>[\\w.-]+)/requests/(?<requestId>[\\w-]{1,64})${tail}$`,
    );
  const common = { access: 'key', endpointOf: (params: Params) => find(params)?.endpoint } as const;
  return [
    {
      ...common,
      methods: ['GET'],
      path: path('/status'),
      point: 'status',
      handle: (route) => statusReply(view(route), route.url.searchParams.get('logs') === '1'),
    },
    { ...common, methods: ['PUT'], path: path('/cancel'), point: 'cancel', handle: cancel },
    {
      ...common,
      methods: ['GET'],
      path: path(''),
      point: 'result',
      handle: (route) => resultReply(view(route)),
    },
    {
      access: 'key',
      methods: ['POST'],
      path: /^\/(?<endpoint>[\w.-]+(?:\/[\w.-]+){1,4})$/,
      point: 'submit',
      endpointOf: ({ endpoint }) => endpoint,
      handle: createSubmit(dependencies),
    },
  ];
};
