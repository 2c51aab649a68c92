import { Migration } from '@mikro-orm/migrations';

/** What runs cost us of people who are forgotten: sums by month, which lead to nobody. */
export class Migration0017ForgottenCosts extends Migration {
  override up(): void {
    this.addSql(costs);
  }

  override down(): void {
    this.addSql(`drop table forgotten_costs`);
  }
}

const costs = `
  create table forgotten_costs (
    month integer not null,
    billing text not null,
    runs integer not null,
    micro_usd bigint not null,
    constraint forgotten_costs_pkey primary key (month, billing),
    constraint forgotten_costs_month_check check (
      month between 197001 and 999912 and month % 100 between 1 and 12
    ),
    constraint forgotten_costs_billing_check check (billing in ('billed', 'maybe')),
    constraint forgotten_costs_sums_check check (runs > 0 and micro_usd >= 0)
  )`;
