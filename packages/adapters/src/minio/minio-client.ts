import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { Client } from 'minio';

export type MinioClientOptions = {
  /** `http(s)://host:port` of any server that speaks S3. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** What the server calls its region; `us-east-1` where it has none. */
  readonly region?: string | undefined;
  /** So long a connection may be silent before it is given up, in milliseconds. */
  readonly silenceMs?: number;
};

const usualSilenceMs = 20_000;
const maxSockets = 64;

/**
 * The vendor's client, without its retries: it tells of them on the console, and whoever calls a port
 * tries again by themselves. Its own requests wait for ever; here silence ends them.
 */
export const minioClient = ({
  endpoint,
  accessKey,
  secretKey,
  region = 'us-east-1',
  silenceMs = usualSilenceMs,
}: MinioClientOptions): Client => {
  const { protocol, hostname, port } = new URL(endpoint);
  const useSSL = protocol === 'https:';
  return new Client({
    endPoint: hostname,
    port: port === '' ? (useSSL ? 443 : 80) : Number(port),
    useSSL,
    accessKey,
    secretKey,
    // Else every bucket's region is asked for first.
    region,
    pathStyle: true,
    retryOptions: { disableRetry: true },
    transportAgent: agentOf(useSSL, { keepAlive: true, maxSockets, timeout: silenceMs }),
  });
};

/** An agent only announces that a connection is silent; somebody has to hang up. */
const agentOf = (isSecure: boolean, options: AgentOptions): HttpAgent => {
  const agent = isSecure ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (to, connected) => {
    const socket = connect(to, connected) as Socket;
    socket.on('timeout', () => {
      socket.destroy(Object.assign(new Error('the server is silent'), { code: 'ETIMEDOUT' }));
    });
    return socket;
  };
  return agent;
};
