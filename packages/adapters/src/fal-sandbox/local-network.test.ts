import { describe, expect, it } from 'vitest';
import { startReceiver } from './fixtures.ts';
import { createLocalNetwork, isLocalAddress } from './local-network.ts';

describe('the local network', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '::1', 'fd00::1'])(
    'includes %s',
    (address) => {
      expect(isLocalAddress(address)).toBe(true);
    },
  );

  it.each(['8.8.8.8', '169.254.169.254', '172.32.0.1', '2001:db8::1', '::ffff:8.8.8.8', 'x'])(
    'does not include %s',
    (address) => {
      expect(isLocalAddress(address)).toBe(false);
    },
  );

  it('is reached by name, and refuses public addresses, other schemes and large answers', async () => {
    const network = createLocalNetwork();
    const receiver = await startReceiver();
    const options = { method: 'GET', timeoutMs: 2_000, maxBytes: 100 } as const;
    const named = receiver.url.replace('127.0.0.1', 'localhost');
    await expect(network.send(named, options)).resolves.toMatchObject({ status: 200 });
    await expect(network.send('http://8.8.8.8/', options)).rejects.toThrow(/private network/);
    await expect(network.send('file:///etc/passwd', options)).rejects.toThrow(/private network/);
    await network.close();
    await receiver.close();
  });
});
