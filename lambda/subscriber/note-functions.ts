/** Asks once a day how each watched function is configured, for its price, and notes it; where it may not, prices are assumed. */
import { planFunctions, type FunctionStore, type ReadConfiguration } from '../../core/watch/functions';

export interface NoteFunctionsWorld {
  readonly functions: FunctionStore;
  readonly readConfiguration: ReadConfiguration;
  readonly pause: (durationMs: number) => Promise<void>;
  readonly now: () => number;
}

/** Four a second of the 15 that the account shares. */
const PACE_MS = 250;

export interface FunctionsNoted {
  readonly asked: number;
  /** Why the first that failed did. */
  readonly why?: string;
}

export const createNoteFunctions =
  ({ functions, readConfiguration, pause, now }: NoteFunctionsWorld) =>
  async (watched: readonly string[]): Promise<FunctionsNoted> => {
    const { ask, forget } = planFunctions(watched, await functions.list(), now());
    for (const name of forget) await functions.forget(name);
    let why: string | undefined;
    for (const name of ask) {
      await pause(PACE_MS);
      const read = await readConfiguration(name);
      if (read.kind === 'failed') why ??= read.why;
      // What failed is noted too, or every run would ask for it again.
      await functions.put({ name, configuration: read.kind === 'read' ? read.configuration : {}, atMs: now() });
    }
    return { asked: ask.length, ...(why !== undefined && { why }) };
  };
