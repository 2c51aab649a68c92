/** What a use case answers: a value, or a refusal that the caller must handle. Never thrown. */
export type Result<T, E> = Ok<T> | Refused<E>;

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<E> = { readonly ok: false; readonly refusal: E };

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const refuse = <const E>(refusal: E): Refused<E> => ({ ok: false, refusal });
