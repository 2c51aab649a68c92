import type { ChatState, ChatUser } from './protocol.ts';

export class ApiError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const base = '/chat/api';

const failure = async (response: Response): Promise<ApiError> => {
  const body: unknown = await response.json().catch(() => undefined);
  const said = body && typeof body === 'object' && 'error' in body ? String(body.error) : '';
  return new ApiError(said || `HTTP ${response.status}`, response.status);
};

const call = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const response = await fetch(`${base}${path}`, init);
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
};

const post = <T>(path: string, body: unknown): Promise<T> =>
  call<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export type NewUser = { firstName: string; languageCode: string };

export const createUser = (user: NewUser): Promise<ChatUser> => post('/users', user);

export const readState = (user: number): Promise<ChatState> => call(`/state?user=${user}`);

export const sendText = (user: number, text: string): Promise<{ id: number }> =>
  post('/messages', { user, text });

export const pressButton = (
  user: number,
  messageId: number,
  data: string,
): Promise<{ callbackId: string }> => post('/callbacks', { user, messageId, data });

export const askInline = (
  user: number,
  query: string,
  offset: string,
): Promise<{ queryId: string }> => post('/inline-queries', { user, query, offset });

export const sendInlineResult = (
  user: number,
  queryId: string,
  resultId: string,
): Promise<{ id: number }> => post('/inline-results', { user, queryId, resultId });

export const payInvoice = (user: number, messageId: number): Promise<{ queryId: string }> =>
  post('/payments', { user, messageId });

export const fileUrl = (user: number, fileId: string): string =>
  `${base}/files/${encodeURIComponent(fileId)}?user=${user}`;

export const eventsUrl = (user: number): string => `${base}/events?user=${user}`;

export const sendVoice = (user: number, ogg: Blob, seconds: number): Promise<{ id: number }> =>
  call(`/voice?user=${user}&duration=${Math.max(1, Math.round(seconds))}`, {
    method: 'POST',
    headers: { 'content-type': 'audio/ogg' },
    body: ogg,
  });

export type Upload = {
  user: number;
  file: File;
  as: 'photo' | 'document';
  album?: string;
  caption?: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
};

const uploadUrl = ({ user, file, as, album, caption }: Upload): string => {
  const query = new URLSearchParams({ user: String(user), as, name: file.name || 'file' });
  if (album) query.set('album', album);
  if (caption) query.set('caption', caption);
  return `${base}/uploads?${query}`;
};

const uploadError = (request: XMLHttpRequest): ApiError => {
  const body: unknown = request.response;
  const said = body && typeof body === 'object' && 'error' in body ? String(body.error) : '';
  return new ApiError(said || `HTTP ${request.status}`, request.status);
};

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
export const uploadFile = (upload: Upload): Promise<{ id: number }> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', uploadUrl(upload));
    request.responseType = 'json';
    request.setRequestHeader('content-type', upload.file.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) =>
      upload.onProgress(total ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as { id: number });
      else reject(uploadError(request));
    };
    request.onerror = () => reject(new ApiError('', 0));
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    upload.signal.addEventListener('abort', () => request.abort());
    request.send(upload.file);
  });
