/** How many instances of one generic function are analysed: more are taken for a recursion without end. */
export const MAX_INSTANCES = 10_000;

/** Instead of a quota: there are so many instances of the generic function that this one is not analysed. */
export const REFUSED = 0;

/** Instead of the quota of a reference: what is referred to gets no quota by it. */
export const NO_QUOTA = -1;
