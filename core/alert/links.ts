/** Makes links into the AWS console: the logs of the minutes in question, and the function. None where the region is unknown. */
import type { Series } from '../state/series';
import type { Alert } from './alert';
import { isoTime } from './figures';
import { LOG_QUERIES } from './log-queries';

/** Where Vigil runs; unknown in a replay. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
  /** The stack's table, by which commands find it. */
  readonly table?: string;
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

/** So much is shown before and after the trouble, in ms: what led to it stands before it. */
const MARGIN_MS = 5 * 60_000;

/** The logs first, for that is where one looks first. */
export function linksOf(alert: Alert, { region }: Place): readonly Link[] {
  const host = region === undefined ? undefined : consoleHost(region);
  if (region === undefined || host === undefined) return [];
  const logGroup = logGroupOf(alert.subject);
  const functionName = functionOf(alert.subject);
  return [
    ...(LOG_GROUP.test(logGroup) ? [{ label: 'Open the logs', url: logsUrl(host, region, logGroup, alert) }] : []),
    ...(functionName !== undefined && FUNCTION.test(functionName)
      ? [{ label: 'Open the function', url: `https://${host}/lambda/home?region=${region}#/functions/${functionName}` }]
      : []),
  ];
}

/** Undefined for a partition whose console we do not know. */
function consoleHost(region: string): string | undefined {
  if (!REGION.test(region)) return undefined;
  if (region.startsWith('cn-')) return `${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `${region}.console.amazonaws-us-gov.com`;
  return `${region}.console.aws.amazon.com`;
}

const logGroupOf = (series: Series): string =>
  series.kind === 'function' ? `${LAMBDA_LOGS}${series.name}` : series.name;

function functionOf(series: Series): string | undefined {
  if (series.kind === 'function') return series.name;
  return series.name.startsWith(LAMBDA_LOGS) ? series.name.slice(LAMBDA_LOGS.length) : undefined;
}

function logsUrl(host: string, region: string, logGroup: string, { evidence, firstSeenMs, lastSeenMs }: Alert): string {
  const detail =
    `~(end~'${escapeValue(isoTime(lastSeenMs + MARGIN_MS))}~start~'${escapeValue(isoTime(firstSeenMs - MARGIN_MS))}` +
    `~timeType~'ABSOLUTE~tz~'UTC~editorString~'${escapeValue(LOG_QUERIES[evidence.kind])}~source~(~'${escapeValue(logGroup)}))`;
  return `https://${host}/cloudwatch/home?region=${region}#logsV2:logs-insights$3FqueryDetail$3D${escapeStructure(detail)}`;
}

/** Values inside `queryDetail`: percent encoding with `*` for `%`, as the console writes it itself. */
const escapeValue = (value: string): string =>
  encodeURIComponent(value)
    .replace(/[!'()*~]/gu, (character) => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%([0-9A-Fa-f]{2})/gu, (_, hex: string) => `*${hex.toLowerCase()}`);

/** The marks between them, encoded twice with `$` for `%`: mail programs cut a bare `'` or `)` off a link. */
const escapeStructure = (detail: string): string =>
  detail.replace(/[~'()]/gu, (character) => `$25${character.charCodeAt(0).toString(16).toUpperCase()}`);
