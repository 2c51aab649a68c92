import type { MigrationObject } from '@mikro-orm/core';
import { Migration0001People } from './migration-0001-people.ts';
import { Migration0002Wallets } from './migration-0002-wallets.ts';
import { Migration0003Work } from './migration-0003-work.ts';
import { Migration0004Provider } from './migration-0004-provider.ts';
import { Migration0005Channel } from './migration-0005-channel.ts';
import { Migration0006RunCosts } from './migration-0006-run-costs.ts';
import { Migration0007Money } from './migration-0007-money.ts';
import { Migration0008Quarantine } from './migration-0008-quarantine.ts';
import { Migration0009Alarms } from './migration-0009-alarms.ts';
import { Migration0010Avatars } from './migration-0010-avatars.ts';
import { Migration0011Photos } from './migration-0011-photos.ts';
import { Migration0012Gallery } from './migration-0012-gallery.ts';
import { Migration0013Account } from './migration-0013-account.ts';
import { Migration0014Languages } from './migration-0014-languages.ts';
import { Migration0015Inbox } from './migration-0015-inbox.ts';
import { Migration0016Welcomes } from './migration-0016-welcomes.ts';
import { Migration0017ForgottenCosts } from './migration-0017-forgotten-costs.ts';
import { Migration0018Styles } from './migration-0018-styles.ts';
import { Migration0019Safety } from './migration-0019-safety.ts';
import { Migration0020Generators } from './migration-0020-generators.ts';
import { Migration0021Providers } from './migration-0021-providers.ts';

/** In order. Named here, so that neither a bundler nor a move of the files renames what has run. */
export const migrations: MigrationObject[] = [
  { name: '0001-people', class: Migration0001People },
  { name: '0002-wallets', class: Migration0002Wallets },
  { name: '0003-work', class: Migration0003Work },
  { name: '0004-provider', class: Migration0004Provider },
  { name: '0005-channel', class: Migration0005Channel },
  { name: '0006-run-costs', class: Migration0006RunCosts },
  { name: '0007-money', class: Migration0007Money },
  { name: '0008-quarantine', class: Migration0008Quarantine },
  { name: '0009-alarms', class: Migration0009Alarms },
  { name: '0010-avatars', class: Migration0010Avatars },
  { name: '0011-photos', class: Migration0011Photos },
  { name: '0012-gallery', class: Migration0012Gallery },
  { name: '0013-account', class: Migration0013Account },
  { name: '0014-languages', class: Migration0014Languages },
  { name: '0015-inbox', class: Migration0015Inbox },
  { name: '0016-welcomes', class: Migration0016Welcomes },
  { name: '0017-forgotten-costs', class: Migration0017ForgottenCosts },
  { name: '0018-styles', class: Migration0018Styles },
  { name: '0019-safety', class: Migration0019Safety },
  { name: '0020-generators', class: Migration0020Generators },
  { name: '0021-providers', class: Migration0021Providers },
];
