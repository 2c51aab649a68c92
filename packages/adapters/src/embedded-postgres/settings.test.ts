import { describe, expect, it } from 'vitest';
import { isDurable, settingArguments } from './settings.ts';

const listening = { port: 5432, socket: true };

describe('the settings of the embedded PostgreSQL', () => {
  it('keep every commit on disk unless asked not to', () => {
    expect(settingArguments(listening)).toContain('fsync=on');
    expect(settingArguments(listening)).toContain('synchronous_commit=on');
    expect(settingArguments(listening, { fsync: 'off' })).toContain('fsync=off');
    expect([isDurable(), isDurable({ fsync: 'off' })]).toEqual([true, false]);
  });

  it('stay private whatever is asked for', () => {
    const given = settingArguments(listening, {
      listen_addresses: '*',
      port: 1,
      unix_socket_directories: '/tmp',
    });
    expect(given).toContain('listen_addresses=127.0.0.1');
    expect(given).toContain('port=5432');
    expect(given).toContain('unix_socket_directories=.');
    expect(given.join(' ')).not.toMatch(/\*|\/tmp/u);
    expect(settingArguments({ ...listening, socket: false })).toContain('unix_socket_directories=');
  });

  it('refuse a name that would be another argument', () => {
    expect(() => settingArguments(listening, { 'fsync=off -D': '/' })).toThrow(
      'not a PostgreSQL setting',
    );
  });
});
