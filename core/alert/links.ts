/** Makes links into the AWS console: the logs of the minutes in question, and the function. None where the region is unknown. */
import type { LoginSource } from '../login/login-source';
import { homeOf, type Series } from '../state/series';
import type { Alert } from './alert';
import { isoTime } from './figures';
import { LOG_QUERIES } from './log-queries';
import { loginQuery } from './login-query';
import type { Summary } from './summary';

/** Where Vigil runs; unknown in a replay. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
  /** The stack's table, by which commands find it. */
  readonly table?: string;
  /** The stack's name, as CloudFormation knows it. */
  readonly stack?: string;
  /** How log groups are read for logins, where settings say it. */
  readonly logins?: Readonly<Record<string, LoginSource>>;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** What CloudWatch Logs and Lambda allow in a name: nothing else ever gets into a link. */
const LOG_GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/u;
const FUNCTION = /^[A-Za-z0-9_-]{1,64}$/u;
const REGION = /^(?:us-gov|[a-z]{2})-[a-z]+-\d{1,2}$/u;

const LAMBDA_LOGS = '/aws/lambda/';

/** Of log groups in one link, for each makes it a line longer on a phone; and Slack takes 3,000 characters of a button's URL. */
const MOST_LOG_GROUPS = 5;
const NAMES_LENGTH = 500;

/** So much is shown before and after the trouble, in ms: what led to it stands before it. */
const MARGIN_MS = 5 * 60_000;

/** The logs first, for that is where one looks first. */
export function linksOf(alert: Alert, place: Place): readonly Link[] {
  const functionName = functionOf(alert.subject);
  return [
    ...logsLink('Open the logs', [alert], place),
    ...(functionName !== undefined && FUNCTION.test(functionName)
      ? pageLink('Open the function', `/lambda/home?region=${place.region}#/functions/${functionName}`, place)
      : []),
  ];
}

/** Of a group the logs of the worst, as many as a link has room for; what is of many kinds no one query finds. */
export function linksOfSummary(summary: Summary, place: Place): readonly Link[] {
  if (summary.form === 'group') return logsLink('Open the logs of the worst', summary.members, place);
  if (summary.form === 'daily') return [];
  return pageLink('Open the functions', `/lambda/home?region=${place.region}#/functions`, place);
}

function pageLink(label: string, path: string, { region }: Place): readonly Link[] {
  const host = region === undefined ? undefined : consoleHost(region);
  return host === undefined ? [] : [{ label, url: `https://${host}${path}` }];
}

/** Undefined for a partition whose console we do not know. */
function consoleHost(region: string): string | undefined {
  if (!REGION.test(region)) return undefined;
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}

function functionOf(series: Series): string | undefined {
  if (series.kind === 'function') return series.name;
  return series.name.startsWith(LAMBDA_LOGS) ? series.name.slice(LAMBDA_LOGS.length) : undefined;
}

function logsLink(label: string, alerts: readonly Alert[], place: Place): readonly Link[] {
  const all = new Set(alerts.map(({ subject }) => homeOf(subject)).filter((name) => LOG_GROUP.test(name)));
  const logGroups = shortEnough([...all]);
  const [worst] = alerts;
  if (worst === undefined || logGroups.length === 0) return [];
  const fromMs = Math.min(...alerts.map(({ firstSeenMs }) => firstSeenMs)) - MARGIN_MS;
  const toMs = Math.max(...alerts.map(({ lastSeenMs }) => lastSeenMs)) + MARGIN_MS;
  const { kind } = worst.evidence;
  const query = kind === 'login-attack' ? loginQuery(logGroups.map((name) => place.logins?.[name])) : LOG_QUERIES[kind];
  const detail =
    `~(end~'${escapeValue(isoTime(toMs))}~start~'${escapeValue(isoTime(fromMs))}~timeType~'ABSOLUTE~tz~'UTC` +
    `~editorString~'${escapeValue(query)}~source~(${logGroups.map((name) => `~'${escapeValue(name)}`).join('')}))`;
  const fragment = `logsV2:logs-insights$3FqueryDetail$3D${escapeStructure(detail)}`;
  return pageLink(label, `/cloudwatch/home?region=${place.region}#${fragment}`, place);
}

/** The first always, the others while there is room. */
function shortEnough(names: readonly string[]): readonly string[] {
  let length = 0;
  return names.slice(0, MOST_LOG_GROUPS).filter((name, at) => {
    length += name.length;
    return at === 0 || length <= NAMES_LENGTH;
  });
}

/** Values inside `queryDetail`: percent encoding with `*` for `%`, as the console writes it itself. */
const escapeValue = (value: string): string =>
  encodeURIComponent(value)
    .replace(/[!'()*~]/gu, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%([0-9A-Fa-f]{2})/gu, (_, hex: string) => `*${hex.toLowerCase()}`);

/** The marks between them, encoded twice with `$` for `%`: mail programs cut a bare `'` or `)` off a link. */
const escapeStructure = (detail: string): string =>
  detail.replace(/[~'()]/gu, (character) => `$25${character.charCodeAt(0).toString(16).toUpperCase()}`);
