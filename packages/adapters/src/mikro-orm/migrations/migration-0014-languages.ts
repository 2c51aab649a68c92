import { Migration } from '@mikro-orm/migrations';

/** A language is spoken once its texts are there; the database need not know which those are. */
export class Migration0014Languages extends Migration {
  override up(): void {
    this.addSql(`alter table users
      drop constraint users_locale_check,
      add constraint users_locale_check check (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$')`);
  }

  override down(): void {
    this.addSql(`update users set locale = 'en' where locale not in ('ru', 'en')`);
    this.addSql(`alter table users
      drop constraint users_locale_check,
      add constraint users_locale_check check (locale in ('ru', 'en'))`);
  }
}
