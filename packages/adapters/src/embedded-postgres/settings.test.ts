import { describe, expect, it } from 'vitest';
import { isDurable, settingArguments } from './settings.ts';

describe('the settings of the embedded PostgreSQL', () => {
  it('keep every commit on disk unless asked not to', () => {
    expect(settingArguments(5432)).toContain('fsync=on');
    expect(settingArguments(5432)).toContain('synchronous_commit=on');
    expect(settingArguments(5432, { fsync: 'off' })).toContain('fsync=off');
    expect([isDurable(), isDurable({ fsync: 'off' })]).toEqual([true, false]);
  });

  it('stay private whatever is asked for', () => {
    const given = settingArguments(5432, {
      listen_addresses: '*',
      port: 1,
      unix_socket_directories: '/tmp',
    });
    expect(given).toContain('listen_addresses=127.0.0.1');
    expect(given).toContain('port=5432');
    expect(given).toContain('unix_socket_directories=');
    expect(given.join(' ')).not.toContain('*');
  });

  it('refuse a name that would be another argument', () => {
    expect(() => settingArguments(5432, { 'fsync=off -D': '/' })).toThrow(
      'not a PostgreSQL setting',
    );
  });
});
