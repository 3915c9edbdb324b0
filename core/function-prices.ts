/** Knows what a function's calls cost by: settings before its own configuration, which is read again every half hour. */
import type { Configuration, CostSettings, PricedBy } from './price';
import type { FunctionStore } from './watch/functions';

export type FunctionPrices = (functionName: string) => Promise<PricedBy>;

const KEEP_MS = 30 * 60_000;

interface World {
  readonly functions: Pick<FunctionStore, 'list'>;
  readonly costs: CostSettings | undefined;
  readonly region: string | undefined;
  readonly now: () => number;
}

/** Settings go before what a function's own configuration says. */
export function pricedByName(
  name: string,
  configurations: ReadonlyMap<string, Configuration>,
  costs: CostSettings = {},
  region: string | undefined,
): PricedBy {
  const { prices, functions } = costs;
  return { region, ...(prices && { prices }), ...configurations.get(name), ...functions?.[name] };
}

export function createFunctionPrices({ functions, costs, region, now }: World): FunctionPrices {
  let readAtMs = -Infinity;
  let known: Promise<ReadonlyMap<string, Configuration>> | undefined;
  const read = async () => new Map((await functions.list()).map(({ name, configuration }) => [name, configuration]));
  return async (name) => {
    if (known === undefined || now() - readAtMs >= KEEP_MS) {
      readAtMs = now();
      known = read();
      known.catch(() => (known = undefined)); // asked for again by the next
    }
    return pricedByName(name, await known, costs, region);
  };
}
