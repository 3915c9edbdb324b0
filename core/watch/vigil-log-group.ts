/** Knows the log groups of Vigil's own functions, of every stack of it: who watches them makes them write, without end. */

/** The log group of one of our own functions; the name is fixed, so that it can be told from all others. */
export const ownLogGroup = (stack: string, functionId: string): string => `/vigil/${stack}/${functionId}`;

const OF_VIGIL = /^\/vigil\/[^/]+\//;

/** Of this stack or of another: two that watch each other would never come to rest either. */
export const isVigilLogGroup = (logGroup: string): boolean => OF_VIGIL.test(logGroup);
