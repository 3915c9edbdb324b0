import * as fc from 'fast-check';
import { linksOf, linksOfSummary } from '../../../core/alert/links';
import { anyAlert } from './any-alert';
import { someAlert } from './some-alerts';
import { someDaily, someDigest, someGroup, someSummaries } from './some-summaries';

const urls = (alert = someAlert('login-attack'), region: string | undefined = 'eu-west-1') =>
  linksOf(alert, region === undefined ? {} : { region }).map(({ url }) => url);

const readValue = (text = ''): string => decodeURIComponent(text.replace(/^'/u, '').replaceAll('*', '%'));

/** Reads `queryDetail` the way the console does: `$` for `%` decoded twice, then `~(key~value…)` with `*` for `%`. */
function readDetail(url: string): Record<string, string> {
  const fragment = url.split('#')[1] ?? '';
  const once = decodeURIComponent(fragment.replaceAll('$', '%'));
  const detail = decodeURIComponent(once.split('?queryDetail=')[1] ?? '');
  const body = /^~\((.*)\)$/su.exec(detail)?.[1] ?? '';
  const source = /~source~\(~'([^()]*)\)$/u.exec(body)?.[1] ?? '';
  const parts = body.replace(/~source~\(.*$/su, '').split('~');
  const pairs = parts.flatMap((part, at) => (at % 2 === 0 ? [[part, readValue(parts[at + 1])] as const] : []));
  return { ...Object.fromEntries(pairs), source: readValue(source) };
}

it('opens the logs of the minutes in question, with five minutes around them', () => {
  const [logs = ''] = urls();
  expect(logs).toMatch(
    /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=eu-west-1#logsV2:logs-insights\$3FqueryDetail\$3D\$257E\$2528end\$257E\$2527/u,
  );
  expect(readDetail(logs)).toEqual({
    start: '2026-11-20T13:56:00.000Z',
    end: '2026-11-20T14:09:59.999Z',
    timeType: 'ABSOLUTE',
    tz: 'UTC',
    editorString:
      'fields @timestamp, @message\n| filter @message like /(?i)login|class_uid|authentication/\n| sort @timestamp asc\n| limit 10000',
    source: '/aws/lambda/login',
  });
});

it("opens a function's own log group and the function", () => {
  const [logs = '', page] = urls(someAlert('slow-calls'));
  expect(readDetail(logs)['source']).toBe('/aws/lambda/checkout');
  expect(readDetail(logs)['editorString']).toContain('coalesce(@duration, record.metrics.durationMs)');
  expect(page).toBe('https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/checkout');
});

it.each([
  ['China', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['GovCloud', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ['elsewhere', 'ap-southeast-2', 'https://ap-southeast-2.console.aws.amazon.com/'],
])('knows the console of %s', (_, region, host) => {
  const found = urls(someAlert('timeouts'), region);
  expect(found).toHaveLength(2);
  for (const url of found) expect(url.startsWith(host)).toBe(true);
});

it.each([
  ['in a replay, where the region is unknown', linksOf(someAlert('timeouts'), {})],
  ['for a partition whose console is not known', linksOf(someAlert('timeouts'), { region: 'us-iso-east-1' })],
  ['for what is no region', linksOf(someAlert('timeouts'), { region: 'evil.example/eu-west-1' })],
  [
    'for what is no name',
    linksOf(someAlert('timeouts', { subject: { kind: 'function', name: 'a b<c>' } }), { region: 'eu-west-1' }),
  ],
])('gives no link %s', (_, links) => expect(links).toEqual([]));

it('opens only the logs of a log group that is no function', () => {
  const alert = someAlert('login-attack', { subject: { kind: 'login-source', name: '/ecs/login.prod' } });
  expect(linksOf(alert, { region: 'eu-west-1' }).map(({ label }) => label)).toEqual(['Open the logs']);
  expect(readDetail(urls(alert)[0] ?? '')['source']).toBe('/ecs/login.prod');
});

describe('of what tells of many', () => {
  const PLACE = { region: 'eu-west-1' };
  const members = ['checkout', 'pay', 'pay'].map((name, at) =>
    someAlert('slow-calls', {
      subject: { kind: 'function', name },
      firstSeenMs: at * 60_000,
      lastSeenMs: at * 120_000,
    }),
  );

  it('opens the logs of the worst of a group in one query, from the first of it to the last', () => {
    const [link] = linksOfSummary(someGroup('x', { members }), PLACE);
    expect(link?.label).toBe('Open the logs of the worst');
    expect(readDetail(link?.url ?? '')).toMatchObject({
      start: '1969-12-31T23:55:00.000Z',
      end: '1970-01-01T00:09:00.000Z',
      editorString: expect.stringContaining('durationMs desc'),
      source: "/aws/lambda/checkout~'/aws/lambda/pay",
    });
  });

  it.each([
    ['five of short names', 'f', 5],
    ['fewer of long ones, as a button of Slack has room for', 'f'.repeat(200), 2],
  ])('takes the logs of %s', (_, name, count) => {
    const long = Array.from({ length: 10 }, (__, at) =>
      someAlert('login-attack', { subject: { kind: 'login-source', name: `${name}${at}` } }),
    );
    const [link] = linksOfSummary(someGroup('x', { members: long }), PLACE);
    expect(readDetail(link?.url ?? '')['source']?.split("~'")).toHaveLength(count);
    expect(link?.url.length).toBeLessThan(3000);
  });

  it.each([
    [
      'the functions for what is of many kinds',
      someDigest('x'),
      ['https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions'],
    ],
    ['nothing for a day', someDaily('x'), []],
    ['nothing for a group of what are no names', someGroup('a b'), []],
  ])('opens %s', (_, summary, found) => expect(linksOfSummary(summary, PLACE).map(({ url }) => url)).toEqual(found));

  it('opens nothing where the Region is not known', () => {
    for (const summary of someSummaries('x')) expect(linksOfSummary(summary, {})).toEqual([]);
  });
});

it('leads nowhere but to the console, in signs that mail programs keep together', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      for (const url of urls(alert)) {
        expect(url).toMatch(
          /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/(?:cloudwatch|lambda)\/home\?region=eu-west-1#[\w$*.:/?=-]+$/u,
        );
        expect(url.length).toBeLessThan(3000);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
