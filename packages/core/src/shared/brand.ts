declare const brand: unique symbol;

/** A string that is known to be one kind of thing, so that an avatar's id never passes for a user's. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };
