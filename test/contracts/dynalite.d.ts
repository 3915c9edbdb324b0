/** The part of dynalite that the contract tests use; it ships no types. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  const dynalite: (options: { readonly createTableMs: number; readonly deleteTableMs: number }) => Server;
  export default dynalite;
}
