import { HttpProblem, readJson, type Reply } from './http-reply.ts';
import type { Route, RouteRequest } from './router.ts';
import type { FileStore } from './storage.ts';
import { completeSchema, initiateSchema, type UploadAnswer, type Uploads } from './uploads.ts';

const problems: Readonly<Record<Exclude<UploadAnswer, 'done'>, readonly [number, string]>> = {
  unknown: [404, 'Upload not found'],
  'too-large': [413, 'File too large'],
  'wrong-parts': [400, 'Parts do not match the upload'],
};

const refuse = (answer: Exclude<UploadAnswer, 'done'>): never => {
  throw new HttpProblem(...problems[answer]);
};

const invalidBody = (): never => {
  throw new HttpProblem(422, [{ loc: ['body'], msg: 'Invalid body', type: 'value_error' }]);
};

const uploadHandlers = (uploads: Uploads) => {
  const initiate = async ({ request, origin }: RouteRequest): Promise<Reply> => {
    const body = initiateSchema.safeParse(await readJson(request)).data ?? invalidBody();
    const { token, path } = await uploads.initiate(body);
    return {
      status: 200,
      json: { upload_url: `${origin}/storage/uploads/${token}`, file_url: `${origin}${path}` },
    };
  };

  const put = async ({ request, params }: RouteRequest): Promise<Reply> => {
    const answer = await uploads.put(params['token'] ?? '', request);
    return answer === 'done' ? { status: 200, json: {} } : refuse(answer);
  };

  const putPart = async ({ request, params }: RouteRequest): Promise<Reply> => {
    const part = Number(params['part']);
    const answer = await uploads.putPart(params['token'] ?? '', part, request);
    if (typeof answer === 'string') return refuse(answer);
    return {
      status: 200,
      headers: { etag: answer.etag },
      json: { partNumber: part, etag: answer.etag },
    };
  };

  const complete = async ({ request, params }: RouteRequest): Promise<Reply> => {
    const { parts } = completeSchema.safeParse(await readJson(request)).data ?? invalidBody();
    const answer = await uploads.complete(params['token'] ?? '', parts);
    return answer === 'done' ? { status: 200, json: {} } : refuse(answer);
  };

  return { initiate, put, putPart, complete };
};

const createDownload =
  (files: FileStore) =>
  async ({ url }: RouteRequest): Promise<Reply> => {
    const file = await files.find(url.pathname);
    if (!file) throw new HttpProblem(404, 'File not found');
    const { bytes, open, contentType } = file;
    return { status: 200, headers: { 'content-type': contentType }, content: { bytes, open } };
  };

export const storageRoutes = (files: FileStore, uploads: Uploads): readonly Route[] => {
  const { initiate, put, putPart, complete } = uploadHandlers(uploads);
  const upload = '^/storage/uploads/(?<token>[0-9a-f]{32})';
  return [
    {
      methods: ['POST'],
      path: /^\/storage\/upload\/initiate(?:-multipart)?$/,
      access: 'key',
      point: 'upload',
      handle: initiate,
    },
    { methods: ['PUT'], path: new RegExp(`${upload}$`), access: 'public', handle: put },
    {
      methods: ['PUT'],
      path: new RegExp(`${upload}/(?<part>\\d{1,5})$`),
      access: 'public',
      handle: putPart,
    },
    {
      methods: ['POST'],
      path: new RegExp(`${upload}/complete$`),
      access: 'public',
      handle: complete,
    },
    {
      methods: ['GET', 'HEAD'],
      path: /^\/files\//,
      access: 'public',
      point: 'download',
      handle: createDownload(files),
    },
  ];
};
