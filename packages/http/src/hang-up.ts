import type { IncomingMessage, ServerResponse } from 'node:http';

const usualLingerMs = 5_000;

/**
 * Who was answered and is still sending is waited for a little, since whoever is hung up on in the
 * middle of a body may never see the answer; then the line is cut. The bytes go nowhere meanwhile.
 */
export const hangUpOnLate = (
  request: IncomingMessage,
  response: ServerResponse,
  lingerMs = usualLingerMs,
): void => {
  response.once('finish', () => {
    if (request.complete) return;
    const cut = setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, lingerMs);
    request.once('close', () => clearTimeout(cut));
    request.resume();
  });
};
