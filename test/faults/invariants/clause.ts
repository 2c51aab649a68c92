export type Row = Readonly<Record<string, unknown>>;
/** Runs one statement with `$1`, `$2` … and answers its rows. */
export type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;

/** One thing that never happens, as a statement whose every row is somewhere it did. */
export type Clause = {
  readonly invariant: `I${number}`;
  /** Stands before the id of what is wrong, as in "hold", and `says` after it, as in "was ended twice". */
  readonly thing: string;
  readonly says: string;
  /** Answers `id`, and `detail` where there is more to say. May ask `given` for `now` and `told`. */
  readonly sql: string;
};

export type Given = { readonly now: Date; readonly told: readonly string[] };

/** Of each clause. */
const mostRows = 20;

/** One statement for all of them: they see the same moment. */
export const violations = async (
  query: Query,
  clauses: readonly Clause[],
  { now, told }: Given,
): Promise<string[]> => {
  const all = clauses.map(
    ({ sql }, at) =>
      `(select ${at} as clause, to_jsonb(v) as violation from (${sql}) v limit ${mostRows})`,
  );
  const rows = await query(
    `with given as (select $1::timestamptz as now, $2::uuid[] as told) ${all.join(' union all ')}`,
    [now, told],
  );
  return rows.flatMap(({ clause, violation }) => {
    const broken = clauses[Number(clause)];
    return broken ? [sentence(broken, violation as Violation)] : [];
  });
};

type Violation = { readonly id: string; readonly detail?: string | number | null };

const sentence = ({ invariant, thing, says }: Clause, { id, detail }: Violation): string => {
  const more = detail === undefined || detail === null ? '' : ` (${detail})`;
  return `${invariant}: ${thing} ${id} ${says}${more}`;
};
