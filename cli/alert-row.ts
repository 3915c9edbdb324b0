/** An alert, or a past episode of one, as `vigil alerts` lists it: one object for JSON, one line for people. */
import type { Alert, Severity } from '../core/alert/alert';
import { episodeOf, type Episode } from '../core/alert/episode';
import { formatTime, isoTime } from '../core/alert/figures';
import type { Hush } from '../core/alert/hush';
import { plainText } from '../core/alert/plain-text';
import type { Kind } from '../core/detect/finding';
import { nameOf, type Series } from '../core/state/series';

export interface ChannelNote {
  readonly channel: string;
  /** Up to which `seq` it was told; 0 for nothing. */
  readonly told: number;
  readonly isWaiting: boolean;
  readonly isRefused: boolean;
}

export interface AlertRow {
  readonly id: string;
  readonly severity: Severity;
  readonly kind: Kind;
  readonly subject: Series;
  readonly state: 'open' | 'pending' | 'resolved';
  readonly isFlapping: boolean;
  readonly hush?: Hush | Pick<Hush, 'why'>;
  readonly sinceMs: number;
  readonly endMs?: number;
  readonly acknowledged?: NonNullable<Alert['acknowledged']>;
  /** Unknown of an episode that its alert has left behind. */
  readonly seq?: number;
  readonly channels: readonly ChannelNote[];
}

export function rowOfAlert(alert: Alert, channels: readonly ChannelNote[]): AlertRow {
  const { id, severity, kind, subject, state, hush, acknowledged, seq } = alert;
  const isPending = state === 'pending';
  return {
    // The number of its episode is given when it opens.
    id: isPending ? id.replace(/-\d+$/, '') : id,
    severity,
    kind,
    subject,
    state,
    isFlapping: state === 'open' && alert.isFlapping === true,
    ...(!isPending && hush && { hush }),
    sinceMs: isPending ? (alert.pendingSinceMs ?? alert.openedAtMs) : alert.openedAtMs,
    ...(state === 'resolved' && { endMs: alert.changedAtMs }),
    ...(!isPending && acknowledged && { acknowledged }),
    ...(!isPending && { seq }),
    channels: isPending || episodeOf(alert).hush !== undefined ? [] : channels,
  };
}

export const rowOfEpisode = ({ id, severity, kind, subject, openedAtMs, resolvedAtMs, hush }: Episode): AlertRow => ({
  id,
  severity,
  kind,
  subject,
  state: 'resolved',
  isFlapping: false,
  ...(hush && { hush: { why: hush } }),
  sinceMs: openedAtMs,
  ...(resolvedAtMs !== undefined && { endMs: resolvedAtMs }),
  channels: [],
});

export function jsonOfRow({ subject, sinceMs, endMs, acknowledged, channels, hush, ...row }: AlertRow): object {
  return {
    ...row,
    ...(hush && { hush: jsonOfHush(hush) }),
    [subject.kind === 'function' ? 'function' : 'logGroup']: subject.name,
    since: isoTime(sinceMs),
    ...(endMs !== undefined && { resolved: isoTime(endMs) }),
    ...(acknowledged && { acknowledged: { by: acknowledged.by, at: isoTime(acknowledged.atMs) } }),
    channels,
  };
}

const jsonOfHush = ({ why, by, author, untilMs }: Hush): object => ({
  why,
  ...(by !== undefined && { by }),
  ...(author !== undefined && { author }),
  ...(untilMs !== undefined && { until: isoTime(untilMs) }),
});

export const HEADINGS = ['id', 'severity', 'kind', 'of', 'state', 'since (UTC)', 'acknowledged by', 'told'] as const;

const NAME = 48;

/** In the order of `HEADINGS`. */
export const cellsOfRow = (row: AlertRow): string[] => [
  `#${row.id}`,
  row.severity,
  row.kind,
  plainText(nameOf(row.subject), NAME),
  stateWords(row),
  formatTime(row.sinceMs),
  row.acknowledged === undefined ? '–' : plainText(row.acknowledged.by, NAME),
  toldWords(row),
];

function stateWords({ state, isFlapping, hush, endMs }: AlertRow): string {
  const end = state === 'resolved' && endMs !== undefined ? ` ${formatTime(endMs)}` : '';
  return `${state}${end}${isFlapping ? ', flapping' : ''}${hush ? `, ${hushWords(hush)}` : ''}`;
}

function hushWords({ why, by, author, untilMs }: Hush): string {
  if (why === 'new-function') return 'hushed: new function';
  const which = by === undefined ? '' : plainText(by, NAME);
  if (why === 'inhibited') return which === '' ? 'hushed by another alert' : `hushed by alert ${which}`;
  const who = author === undefined ? '' : ` by ${plainText(author, NAME)}`;
  const until = untilMs === undefined ? '' : ` until ${formatTime(untilMs)}`;
  return `silenced${who}${until}${which === '' ? '' : ` (${which})`}`;
}

function toldWords({ seq, channels, state, hush }: AlertRow): string {
  if (seq === undefined) return state === 'pending' ? 'nobody yet' : '–';
  if (channels.length === 0) return hush === undefined ? 'nobody yet' : 'nobody';
  return channels.map((note) => `${note.channel}: ${channelWords(note, seq)}`).join(', ');
}

function channelWords({ told, isWaiting, isRefused }: ChannelNote, seq: number): string {
  const count = told >= seq ? `told ${seq}` : `told ${told} of ${seq}`;
  if (isRefused) return `${count}, refused`;
  return isWaiting ? `${count}, waiting` : count;
}
