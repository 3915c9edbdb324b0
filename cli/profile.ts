/** `vigil profile`: shows what is usual, from a stack's table or learned from saved logs. */
import { existsSync } from 'node:fs';
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoFunctions } from '../adapters/dynamodb/function-store';
import { createDynamoState } from '../adapters/dynamodb/state';
import { createDynamoWatch } from '../adapters/dynamodb/watch-store';
import type { FigureName } from '../core/baseline/figures';
import { hourOf, type Hour } from '../core/baseline/hour';
import { usualWeek } from '../core/baseline/usual-by-hour';
import { formatCount, formatMs } from '../core/alert/figures';
import { placeNameOf } from '../core/alert/words';
import { pricedByName } from '../core/function-prices';
import type { Architecture } from '../core/price';
import { minuteOf } from '../core/state/minute';
import { nameOf, type Series } from '../core/state/series';
import { explainAws } from './explain-aws';
import { nearestNames } from './nearest-names';
import { learnFromFiles } from './profile/from-files';
import { listSeries, readKnown, type TableWorld } from './profile/from-table';
import { renderHeat } from './profile/heat-chart';
import { isKnown, type Known } from './profile/known';
import { profileJson } from './profile/profile-json';
import { renderList } from './profile/render-list';
import { renderUsual } from './profile/render-usual';
import { readSettings } from './read-settings';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

export type ChartFigure = 'calls' | 'p95';

export interface ProfileOptions {
  readonly table?: string;
  readonly logGroup?: readonly string[];
  readonly settings?: string;
  readonly region?: string;
  readonly architecture?: Architecture;
  readonly chart?: ChartFigure;
  readonly json?: boolean;
}

const ACTIONS = 'dynamodb:Query, dynamodb:GetItem and dynamodb:BatchGetItem on the table';

/** @param given `[FUNCTION] FILE…`, or with `--table` at most a function */
export async function showProfile(
  given: readonly string[],
  options: ProfileOptions,
  terminal: Terminal,
): Promise<void> {
  const { table } = options;
  if (table === undefined) return showFromFiles(given, options, terminal);
  const [name, more] = given;
  if (more !== undefined)
    throw new WrongUse(
      `with --table give at most one function, got ${given.join(' ')}; saved logs are read without --table`,
    );
  try {
    await showFromTable(name, table, options, terminal);
  } catch (error) {
    throw explainAws(error, { table, actions: ACTIONS });
  }
}

async function showFromTable(
  name: string | undefined,
  tableName: string,
  options: ProfileOptions,
  terminal: Terminal,
): Promise<void> {
  const client = createDynamoClient();
  const table = { client, name: tableName };
  const functions = createDynamoFunctions(table);
  const nowMs = Date.now();
  const world: TableWorld = {
    ...createDynamoState(client, tableName),
    watched: async () => (await createDynamoWatch(table).list()).map(({ logGroup }) => logGroup),
    functions: () => functions.list(),
    nowMs,
  };
  const pricedByName = await pricesOf({ ...options, region: options.region ?? (await client.config.region()) }, world);
  const read = (series: readonly Series[]) => readKnown(series, world, pricedByName);
  const known = name === undefined ? [] : (await read(seriesNamed(name))).filter(isKnown);
  if (known.length > 0) return show(known, hourOf(minuteOf(nowMs)), options, terminal);
  const all = (await read(await listSeries(world))).filter(isKnown);
  if (all.length === 0)
    throw new WrongUse(
      `${tableName} knows nothing yet: minutes are learned five minutes after they pass, hours two hours after; ` +
        '"vigil learn" learns from the logs that are already there',
    );
  if (name !== undefined) throw unknownName(name, all);
  await show(all, hourOf(minuteOf(nowMs)), options, terminal, true);
}

async function showFromFiles(given: readonly string[], options: ProfileOptions, terminal: Terminal): Promise<void> {
  const [first] = given;
  if (first === undefined) throw new WrongUse("profile needs saved logs, or --table with the name of a stack's table");
  const isName = given.length > 1 && first !== '-' && !existsSync(first);
  const files = isName ? given.slice(1) : given;
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new WrongUse(`${twice} is given twice; give each file once`);
  const pricedByName = await pricesOf(options, { functions: async () => [] });
  const { known: all, hour } = await learnFromFiles(files, options.logGroup ?? [], pricedByName, terminal);
  if (all.length === 0) throw new WrongUse('no Lambda function and no login was seen; try "vigil parse"');
  const known = isName ? all.filter(({ series }) => nameOf(series) === first || series.name === first) : all;
  if (known.length === 0) throw unknownName(first, all);
  await show(known, hour, options, terminal, !isName && all.length > 1);
}

async function pricesOf(
  { region, architecture, settings: path }: ProfileOptions,
  { functions }: Pick<TableWorld, 'functions'>,
) {
  const costs = path === undefined ? undefined : (await readSettings(path)).costs;
  const configurations = new Map((await functions()).map(({ name, configuration }) => [name, configuration]));
  return (name: string) => ({
    ...pricedByName(name, configurations, costs, region),
    ...(architecture !== undefined && { architecture }),
  });
}

const seriesNamed = (name: string): Series[] => [
  { kind: 'function', name },
  ...[name, `/aws/lambda/${name}`].map((logGroup): Series => ({ kind: 'login-source', name: logGroup })),
];

function unknownName(name: string, all: readonly Known[]): WrongUse {
  const names = [...new Set(all.map(({ series }) => nameOf(series)))];
  const near = nearestNames(name, names);
  const cure = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `known are ${names.slice(0, 10).join(', ')}`;
  return new WrongUse(`nothing is known of "${name}"; ${cure}`);
}

async function show(
  known: readonly Known[],
  hour: Hour,
  { chart, json }: ProfileOptions,
  terminal: Terminal,
  isList = false,
): Promise<void> {
  if (json === true) {
    for (const each of known)
      await terminal.out(JSON.stringify(profileJson(each, hour, !isList || chart !== undefined)));
    return;
  }
  if (isList && chart === undefined) return terminal.out(renderList(known, hour, terminal.style));
  for (const [index, each] of known.entries()) {
    if (index > 0) await terminal.out('');
    await terminal.out(chart === undefined ? renderUsual(each, hour, terminal.style) : chartOf(each, chart));
  }
}

function chartOf({ series, profile }: Known, chart: ChartFigure): string {
  const isCalls = series.kind === 'function';
  const figure: FigureName = isCalls ? (chart === 'p95' ? 'p95Ms' : 'calls') : 'attempts';
  const what = isCalls ? (chart === 'p95' ? '95th percentile of duration' : 'calls an hour') : 'logins an hour';
  const week = profile === undefined ? [] : usualWeek(profile, figure);
  return renderHeat(week, {
    title: `${placeNameOf(series)}: ${what}, hour of week in UTC`,
    figureOf: figure === 'p95Ms' ? formatMs : formatCount,
  });
}
