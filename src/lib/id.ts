/** An id that is made once and never again, for a record or a committee. */
export const newId = (): string => crypto.randomUUID();
