/** `vigil alerts`: the open alerts, then the episodes of the last days, with what was told where. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoDesks } from '../adapters/dynamodb/desks';
import { createDynamoState } from '../adapters/dynamodb/state';
import { readChannelsOfTable } from '../adapters/stack-outputs';
import type { Alert, AlertKey } from '../core/alert/alert';
import type { DeskStore, Waiting } from '../core/alert/desk/desk';
import { concurrently } from '../core/concurrently';
import type { AlertStore } from '../core/ports';
import { alertKey } from '../core/state/keys';
import {
  cellsOfRow,
  HEADINGS,
  jsonOfRow,
  rowOfAlert,
  rowOfEpisode,
  type AlertRow,
  type ChannelNote,
} from './alert-row';
import { explainAws } from './explain-aws';
import type { Terminal } from './terminal';

export interface AlertsOptions {
  readonly open: boolean;
  readonly json: boolean;
}

export interface AlertsWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'listOpen' | 'listEpisodes'>;
  readonly desks: Pick<DeskStore, 'listWaiting'>;
  /** As its stack names them, those of routes too; undefined where it could not be asked. */
  readonly channels?: readonly string[] | undefined;
  readonly now: () => number;
}

/** Without routes a stack has at most these. */
const CHANNELS = ['email', 'slack', 'webhook', 'amazon-q', 'ocsf'];
const NOT_ALL =
  "the stack's outputs could not be read (cloudformation:DescribeStackResources, DescribeStacks): a route's channel that was " +
  'told nothing yet is not listed';
const RECENT_DAYS = 7;
const DAY_MS = 24 * 60 * 60_000;
const AT_ONCE = 16;
const PAGE = 1000;

export async function alertsInTable(table: string, options: AlertsOptions, terminal: Terminal): Promise<void> {
  try {
    const client = createDynamoClient();
    const { alerts } = createDynamoState(client, table);
    const desks = createDynamoDesks({ client, name: table }, Date.now);
    const channels = await readChannelsOfTable(table).catch(() => undefined);
    await listAlerts(options, { alerts, desks, channels, now: Date.now }, terminal);
  } catch (error) {
    throw explainAws(error, { table, actions: 'dynamodb:Query and dynamodb:GetItem on the table' });
  }
}

export async function listAlerts(options: AlertsOptions, world: AlertsWorld, terminal: Terminal): Promise<void> {
  const { open, recent } = await readRows(options, world);
  const rows = [...open, ...recent];
  if (options.json) for (const row of rows) await terminal.out(JSON.stringify(jsonOfRow(row)));
  else if (rows.length > 0) for (const line of tableOf(rows, terminal)) await terminal.out(line);
  if (world.channels === undefined && rows.length > 0) terminal.err(NOT_ALL);
  if (open.length === 0)
    terminal.err(`no alert is open${options.open || recent.length > 0 ? '' : `, and none was in ${RECENT_DAYS} days`}`);
}

async function readRows(options: AlertsOptions, { alerts, desks, channels: named = CHANNELS, now }: AlertsWorld) {
  const nowMs = now();
  const listed = await alerts.listOpen();
  const episodes = options.open ? [] : await alerts.listEpisodes(nowMs - RECENT_DAYS * DAY_MS, nowMs + 1);
  const keys = new Map(
    [...listed, ...episodes].map(({ kind, subject }) => [pkOf({ kind, subject }), { kind, subject }]),
  );
  const stored = (await concurrently([...keys.values()], AT_ONCE, (key) => alerts.read(key))).filter(isThere);
  const channels = [...new Set([...named, ...stored.flatMap(({ told }) => Object.keys(told))])];
  const waiting = new Map(
    await concurrently(channels, AT_ONCE, async (name) => [name, await waitingOn(name, desks)] as const),
  );
  const toRow = (alert: Alert) => rowOfAlert(alert, notesOf(alert, waiting));
  const open = stored.filter(({ state }) => state !== 'resolved');
  const wasListed = new Set(listed.map(pkOf));
  // A pending alert still has the id of the episode before it.
  const byId = new Map(stored.flatMap((alert) => (alert.state === 'pending' ? [] : [[alert.id, alert] as const])));
  const known = new Set(episodes.map(({ id }) => id));
  const untold = stored.filter((each) => each.state === 'resolved' && wasListed.has(pkOf(each)) && each.episode > 0);
  const past = episodes.flatMap((episode) => {
    const alert = byId.get(episode.id);
    if (alert === undefined) return [rowOfEpisode(episode)];
    return alert.state === 'open' ? [] : [toRow(alert)];
  });
  const others = options.open ? [] : untold.filter(({ id }) => !known.has(id)).map(toRow);
  return { open: open.map(toRow).toSorted(newestFirst), recent: [...past, ...others].toSorted(newestFirst) };
}

const pkOf = (key: AlertKey): string => alertKey(key).pk;

const isThere = (alert: Alert | undefined): alert is Alert => alert !== undefined;

const newestFirst = (one: AlertRow, other: AlertRow): number =>
  other.sinceMs - one.sinceMs || (one.id < other.id ? -1 : 1);

/** By alert; of two severities of one alert the later `seq`. */
async function waitingOn(channel: string, desks: AlertsWorld['desks']): Promise<ReadonlyMap<string, Waiting>> {
  const byAlert = new Map<string, Waiting>();
  for (let after: Waiting | undefined; ;) {
    const page = await desks.listWaiting(channel, PAGE, after);
    for (const each of page) {
      const pk = pkOf(each.key);
      if (each.seq > (byAlert.get(pk)?.seq ?? -1)) byAlert.set(pk, each);
    }
    after = page.at(-1);
    if (page.length < PAGE) return byAlert;
  }
}

function notesOf(alert: Alert, waiting: ReadonlyMap<string, ReadonlyMap<string, Waiting>>): ChannelNote[] {
  return [...waiting].flatMap(([channel, waits]) => {
    const told = alert.told[channel];
    const entry = waits.get(pkOf(alert));
    const isWaiting = entry !== undefined && (told ?? 0) < alert.seq;
    if (told === undefined && !isWaiting) return [];
    return [{ channel, told: told ?? 0, isWaiting, isRefused: isWaiting && entry.isRefused === true }];
  });
}

function tableOf(rows: readonly AlertRow[], { style }: Terminal): string[] {
  const cells = rows.map(cellsOfRow);
  const widths = HEADINGS.map((heading, at) => Math.max(heading.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const paint = { critical: style.red, warning: style.yellow, info: style.dim };
  return [
    style.dim(line(HEADINGS)),
    ...rows.map((row, at) => {
      const text = line(cells[at] ?? []);
      return row.state === 'resolved' ? style.dim(text) : text.replace(row.severity, paint[row.severity]);
    }),
  ];
}
