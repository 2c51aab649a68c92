import { describe, it } from 'vitest';
import { resultFetcherContract } from '@aisha/core/testing';
import { scriptedServer } from '../../../../test/support/scripted-server.ts';
import { safeFetcher } from './index.ts';

describe('the safe fetcher', () => {
  resultFetcherContract({
    it,
    create: async () => {
      let content: Uint8Array | undefined;
      const server = await scriptedServer((_, response) => {
        if (!content) response.writeHead(503);
        response.end(content);
      });
      const fetcher = safeFetcher({ extraOrigins: [server.origin] });
      return {
        fetcher,
        serve: async (bytes) => {
          content = bytes;
          return `${server.origin}/file`;
        },
        unavailable: async () => `${server.origin}/file`,
        cleanup: async () => {
          await fetcher.close();
          await server.close();
        },
      };
    },
  });
});
