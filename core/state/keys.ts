/** Names every item of the table, injectively: `#` is legal in a log group's name, so each component is escaped. */
import type { AlertKey } from '../alert/alert';
import { isKind } from '../detect/kinds';
import { minuteOf, startOf, type Minute } from './minute';
import { partOf, type Series } from './series';
import type { SubjectKind } from './subject';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export const DIRTY_SHARDS = 4;

const DAY_SECONDS = 86_400;

/** How long items live, in seconds: a bucket outlives CloudWatch's 14 days of late events; dirty entries last one missed day. */
export const BUCKET_TTL_SECONDS = 42 * DAY_SECONDS;
export const SUBJECT_TTL_SECONDS = 2 * DAY_SECONDS;
/** Longer than most people stay away; refreshed when an account logs in from a new address. */
export const KNOWN_TTL_SECONDS = 90 * DAY_SECONDS;
export const DIRTY_TTL_SECONDS = DAY_SECONDS;
export const USUAL_TTL_SECONDS = 90 * DAY_SECONDS;
export const LINES_TTL_SECONDS = 2 * DAY_SECONDS;
export const ALERT_TTL_SECONDS = 90 * DAY_SECONDS;
export const TROUBLE_TTL_SECONDS = DAY_SECONDS;
export const RECOUNT_TTL_SECONDS = 14 * DAY_SECONDS;
export const QUARANTINE_TTL_SECONDS = 14 * DAY_SECONDS;
/** What could not be read back by then is mended by the reconciliation of hours, or lost. */
export const READ_BACK_TTL_SECONDS = 2 * DAY_SECONDS;

/** The `ttl` attribute, in epoch seconds. */
export const ttlAfter = (fromMs: number, lifeSeconds: number): number => Math.floor(fromMs / 1000) + lifeSeconds;

export const bucketPartition = (series: Series, shard: number): string =>
  `${mark(series)}#1#${escapePart(series.name)}#${shard}`;

/** Sorts as the minutes do. */
export const bucketSort = (minute: Minute): string => `M#${isoMinute(minute)}`;

export const bucketKey = (series: Series, minute: Minute, shard: number): ItemKey => ({
  pk: bucketPartition(series, shard),
  sk: bucketSort(minute),
});

export const minuteOfBucketSort = (sk: string): Minute => minuteOfIso(sk.slice(2));

export const subjectPartition = (source: Series, window: Minute): string =>
  `S#1#${escapePart(source.name)}#${isoMinute(window)}`;

export const subjectKey = (source: Series, window: Minute, kind: SubjectKind, hash: string): ItemKey => ({
  pk: subjectPartition(source, window),
  sk: `${kind === 'address' ? 'a' : 'u'}#${escapePart(hash)}`,
});

export function parseSubjectSort(sk: string): { readonly kind: SubjectKind; readonly hash: string } {
  return { kind: sk.startsWith('a#') ? 'address' : 'account', hash: unescapePart(sk.slice(2)) };
}

export const rollUpPartition = (source: Series): string => `R#1#${escapePart(source.name)}`;

/** Sorts as the windows do. */
export const rollUpSort = (window: Minute): string => `W#${isoMinute(window)}`;

export const windowOfRollUpSort = (sk: string): Minute => minuteOfIso(sk.slice(2));

export const knownAccountKey = (source: Series, account: string): ItemKey => ({
  pk: `K#1#${escapePart(source.name)}#${escapePart(account)}`,
  sk: 'known',
});

export const dirtyPartition = (due: Minute, shard: number): string => `D#1#${isoMinute(due)}#${shard}`;

export const dirtyKey = (series: Series, minute: Minute, due: Minute): ItemKey => ({
  pk: dirtyPartition(due, partOf(series, DIRTY_SHARDS)),
  sk: `${mark(series)}#${escapePart(series.name)}#${isoMinute(minute)}`,
});

export function parseDirtySort(sk: string): { readonly series: Series; readonly minute: Minute } {
  const [kind = '', name = '', minute = ''] = sk.split('#');
  return { series: seriesOf(kind, name), minute: minuteOfIso(minute) };
}

export const usualKey = (series: Series): ItemKey => ({
  pk: `U#1#${mark(series)}#${escapePart(series.name)}`,
  sk: 'recent',
});

export const profileKey = (series: Series): ItemKey => ({ ...usualKey(series), sk: 'profile' });

/** Redacted lines of failed calls, where the settings ask for them. */
export const linesKey = (series: Series): ItemKey => ({ ...usualKey(series), sk: 'lines' });

export const SHARD_PARTITION = 'U#1#shards';

export const shardKey = (series: Series): ItemKey => ({
  pk: SHARD_PARTITION,
  sk: `${mark(series)}#${escapePart(series.name)}`,
});

export function parseShardSort(sk: string): Series {
  const [kind = '', name = ''] = sk.split('#');
  return seriesOf(kind, name);
}

/** Beside the watched log groups, which stand in a partition of their own. */
export const FUNCTION_PARTITION = 'G#1#functions';

export const functionKey = (name: string): ItemKey => ({ pk: FUNCTION_PARTITION, sk: escapePart(name) });

/** What is watched and what was missed, in short. */
export const COVERAGE_KEY: ItemKey = { pk: 'G#1#coverage', sk: 'watch' };
export const GAPS_KEY: ItemKey = { pk: 'G#1#coverage', sk: 'gaps' };
export const OWN_COST_KEY: ItemKey = { pk: 'G#1#coverage', sk: 'cost' };

/** Who carries the tags that routes ask for. */
export const ROUTE_TAGS_KEY: ItemKey = { pk: 'G#1#tags', sk: 'routes' };

export const READ_BACK_PARTITION = 'B#1';

export const readBackKey = (logGroup: string): ItemKey => ({ pk: READ_BACK_PARTITION, sk: escapePart(logGroup) });

export const RECOUNT_PARTITION = 'R#1';

export const recountKey = (series: Series, minute: Minute): ItemKey => ({
  pk: RECOUNT_PARTITION,
  sk: `${mark(series)}#${escapePart(series.name)}#${isoMinute(minute)}`,
});

/** The rest of a dirty entry's key and of a recount's are one. */
export const parseRecountSort = parseDirtySort;

export const CURSOR_KEY: ItemKey = { pk: 'W#1', sk: 'sweep' };

export const ALERT_PREFIX = 'A#1#';

export const alertKey = ({ kind, subject }: AlertKey): ItemKey => ({
  pk: `${ALERT_PREFIX}${kind}#${mark(subject)}#${escapePart(subject.name)}`,
  sk: 'alert',
});

/** Undefined where the text names no alert. */
export function readAlertPartition(pk: string): AlertKey | undefined {
  const [letter, version, kind, subject, name, ...rest] = pk.split('#');
  if (letter !== 'A' || version !== '1' || rest.length > 0) return undefined;
  if (kind === undefined || !isKind(kind) || name === undefined || (subject !== 'F' && subject !== 'L'))
    return undefined;
  return { kind, subject: seriesOf(subject, name) };
}

/** When a trouble of a channel was last told on the others. */
export const channelTroubleKey = (channel: string, trouble: string): ItemKey => ({
  pk: `C#1#${escapePart(channel)}#${escapePart(trouble.slice(0, 200))}`,
  sk: 'trouble',
});

export const OPEN_PARTITION = 'O#1';

export const openKey = (key: AlertKey): ItemKey => ({ pk: OPEN_PARTITION, sk: alertKey(key).pk });

export function quarantineKey(atMs: number, hash: string): ItemKey {
  const at = new Date(atMs).toISOString();
  return { pk: `Q#1#${at.slice(0, at.indexOf('T'))}`, sk: `${at}#${escapePart(hash)}` };
}

const mark = (series: Series): 'F' | 'L' => (series.kind === 'function' ? 'F' : 'L');

const seriesOf = (kind: string, name: string): Series => ({
  kind: kind === 'F' ? 'function' : 'login-source',
  name: unescapePart(name),
});

const escapePart = (part: string): string => part.replaceAll('%', '%25').replaceAll('#', '%23');

const unescapePart = (part: string): string => part.replaceAll('%23', '#').replaceAll('%25', '%');

/** `2026-11-22T03:45Z` */
const isoMinute = (minute: Minute): string => new Date(startOf(minute)).toISOString().replace(':00.000Z', 'Z');

const minuteOfIso = (iso: string): Minute => minuteOf(Date.parse(iso.replace('Z', ':00.000Z')));
