const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Whether a text can be an id at all. Ids come back to us in buttons that anybody can forge; to
 * PostgreSQL a malformed one is an error that ends the transaction, to us it is nobody's id.
 */
export const isId = (value: string): boolean => uuid.test(value);
