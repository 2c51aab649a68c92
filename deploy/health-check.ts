import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { env } from 'node:process';

/**
 * For a container's health: asks the process beside us whether it works, which asks whatever it
 * depends on. Ends with 0 only where the answer is 200.
 */
const { ROLE, BOT_PORT, API_PORT, TLS_CERT_FILE } = env;
const isHttp = ROLE === 'http';
const ask = isHttp && TLS_CERT_FILE ? httpsRequest : httpRequest;

process.exitCode = 1;
const request = ask(
  {
    host: '127.0.0.1',
    port: isHttp ? API_PORT || 8443 : BOT_PORT || 8000,
    path: isHttp ? '/ready' : '/health',
    timeout: 4_000,
    // It is our own process, and its certificate names another host.
    rejectUnauthorized: false,
  },
  (response) => {
    response.resume();
    if (response.statusCode === 200) process.exitCode = 0;
  },
);
request.on('timeout', () => request.destroy());
// Whatever it is, it is not well.
request.on('error', () => undefined);
request.end();
