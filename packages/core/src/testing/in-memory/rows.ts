import { PortError } from '../../shared/port-error.ts';

/** What a database answers to a second row where there may be one. */
export const conflict = (what: string): PortError =>
  new PortError('database.conflict', `${what} is taken`, { retryable: false });

/** Adds a row, or fails as a primary key would. */
export const insert = <Id extends string, Row extends { readonly id: Id }>(
  table: Map<Id, Row>,
  row: Row,
): void => {
  if (table.has(row.id)) throw conflict(`id ${row.id}`);
  table.set(row.id, row);
};

/** Replaces a row where its status is one of `from`, as a guarded update does. */
export const saveFrom = <
  Id extends string,
  Row extends { readonly id: Id; readonly status: string },
>(
  table: Map<Id, Row>,
  row: Row,
  from: readonly Row['status'][],
): boolean => {
  const stored = table.get(row.id);
  if (!stored || !from.includes(stored.status)) return false;
  table.set(row.id, row);
  return true;
};

/** Ids are made in order of time, so the newest row has the greatest. */
export const newestPage = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  page: { readonly limit: number; readonly before?: string | undefined },
): readonly Row[] =>
  rows
    .filter(({ id }) => page.before === undefined || id < page.before)
    .toSorted((one, other) => byText(other.id, one.id))
    .slice(0, page.limit);

export const byText = (one: string, other: string): number =>
  Number(one > other) - Number(one < other);

/** The rows whose time lies before `now`, the earliest first. */
export const overdue = <Row extends { readonly id: string }>(
  rows: readonly Row[],
  timeOf: (row: Row) => Date | undefined,
  { now, limit }: { readonly now: Date; readonly limit: number },
): readonly Row[] =>
  rows
    .map((row) => ({ row, at: timeOf(row)?.getTime() ?? Infinity }))
    .filter(({ at }) => at < now.getTime())
    .toSorted((one, other) => one.at - other.at || byText(one.row.id, other.row.id))
    .slice(0, limit)
    .map(({ row }) => row);
