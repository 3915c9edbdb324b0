/** Looks in CloudWatch Logs Insights for what Vigil read as logins: by words that no line of the log group's format lacks. */
import type { LoginFormat } from '../login/login-event';
import type { LoginSource } from '../login/login-source';

/** Said of every log group: these forms are read anywhere. No line of theirs lacks one of the words. */
const ANYWHERE = 'login|class_uid|authentication';

/** Of forms that are read only where settings name them. */
const WORDS: Readonly<Partial<Record<LoginFormat, string>>> = {
  powertools: 'log[^a-z]+in', // of `log_in_failed`, where it is declared
  'cognito-export': 'signin',
  'cognito-cloudtrail': 'cognito-idp',
  'cognito-trigger': 'triggersource',
  'cloudtrail-console': 'consolelogin',
  okta: 'user\\.session\\.start',
  onelogin: 'event_type_id',
  datadog: 'appsec',
  authjs: 'credentialssignin',
  sshd: 'sshd|failed|accepted|invalid user|connection|disconnected|negotiate',
};

/** What stands in a route and needs no sign of a pattern. */
const PATH = /^[A-Z]+ (\/[\w/-]{1,100})$/u;

type Source = Pick<LoginSource, 'format' | 'routes'>;

/**
 * Where no word is in every line (Auth0, a form of one's own) all lines are shown: better too many than none.
 * @param sources how each log group is read; undefined where settings do not say it
 */
export function loginQuery(sources: readonly (Source | undefined)[]): string {
  const patterns = sources.map(patternOf);
  return [
    'fields @timestamp, @message',
    ...(patterns.includes(undefined) ? [] : [`filter @message like /(?i)${[...new Set(patterns)].join('|')}/`]),
    'sort @timestamp asc',
    'limit 10000',
  ].join('\n| ');
}

function patternOf(source: Source | undefined): string | undefined {
  if (source === undefined || READ_ANYWHERE.includes(source.format)) return ANYWHERE;
  const words = source.format === 'api-gateway' ? pathsOf(source.routes) : WORDS[source.format];
  return words && `${ANYWHERE}|${words}`;
}

const READ_ANYWHERE: readonly LoginFormat[] = ['owasp', 'ocsf', 'ecs'];

/** Undefined where one of them says nothing that a pattern could hold, such as `$default`. */
function pathsOf(routes: readonly string[] = []): string | undefined {
  const paths = routes.map((route) => PATH.exec(route)?.[1]?.replaceAll('/', '\\/'));
  return paths.length === 0 || paths.includes(undefined) ? undefined : paths.join('|');
}
