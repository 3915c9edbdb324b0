/**
 * Stands in the bundles for `node:process`, of which the SDK wants these two: whoever imports that makes Node read every
 * property of it, and so open standard input and list its own options, at each start.
 */
export const { env, versions } = process;
