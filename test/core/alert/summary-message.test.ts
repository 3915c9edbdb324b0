/** How groups and digests read, that hostile names do nothing in them, and that the fullest are within every limit. */
import schema from '../../../docs/message.schema.json';
import { renderAmazonQ } from '../../../core/alert/amazon-q';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import type { Daily, Summary } from '../../../core/alert/summary';
import { messageOfSummary } from '../../../core/alert/summary-message';
import { faultsOf, undescribed } from '../../json-schema';
import { hostileStrings } from './hostile-strings';
import { autoLinksIn, marksInMessage, marksInMrkdwn } from './slack-rules';
import { someAlert } from './some-alerts';
import { someDaily, someDigest, someGroup, someSummaries } from './some-summaries';

const place = { account: '123456789012', region: 'eu-west-1', table: 'Vigil-Table' };
const SNS_BYTES = 256 * 1024;
const OUR_LINK = /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/[\w\-./?=&#$%*~:]+$/u;
const OUR_DATE = /^<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: \u00a0-]+UTC>$/u;

const mailOf = (summary: Summary) => {
  const { subject, body } = renderEmail(messageOfSummary(summary, place));
  return { subject, body: body.replaceAll('\u00a0', ' ') };
};

const quiet: Partial<Daily> = {
  small: [],
  over: 0,
  overflow: 0,
  staged: [],
  facts: { week: { told: 0, budget: 20, loudest: [] }, coverage: '41 of 41 functions watched.' },
};

it('says that there were more where not all of a week could be counted', () => {
  const week = { told: 20_000, isMore: true, budget: 20, loudest: [] };
  expect(mailOf(someDaily('checkout', { ...quiet, facts: { week } })).body).toContain(
    'This week: more than 20,000 alerts told at once in seven days; you wished for 20 at most',
  );
  const none = { ...week, told: 0 };
  expect(mailOf(someDaily('checkout', { ...quiet, facts: { week: none } })).subject).not.toContain('All quiet');
});

it('tells the day so that a person can read it', () => {
  const { subject, body } = mailOf(
    someDaily('checkout', {
      small: [
        {
          why: 'staged',
          kind: 'slow-drift',
          severity: 'warning',
          count: 2,
          worst: [{ kind: 'function', name: 'pay' }],
          places: 1,
        },
        {
          why: 'info',
          kind: 'memory-pressure',
          severity: 'info',
          count: 4,
          worst: ['checkout', 'pay', 'mail'].map((name) => ({ kind: 'function', name })),
          places: 4,
        },
      ],
      staged: [{ kind: 'slow-drift', wouldHaveTold: 5, days: 7 }],
      over: 1,
      overflow: 0,
      facts: {
        week: {
          told: 23,
          budget: 20,
          loudest: [{ kind: 'slow-calls', subject: { kind: 'function', name: 'checkout' }, count: 9 }],
        },
        coverage: '41 of 43 functions watched. 2 never logged: a, b.',
        cost: { usd: 0.0412, hours: 24 },
        silences: [
          {
            id: 'x',
            kind: 'slow-calls',
            function: 'pay-*',
            author: 'ann',
            reason: 'deployment',
            fromMs: 0,
            untilMs: Date.parse('2026-11-22T18:00:00Z'),
          },
        ],
      },
    }),
  );
  expect(subject).toBe('[Vigil digest] 6 alerts that could wait, since 2026-11-21 08:00 UTC');
  expect(body.split('\n\n')).toEqual([
    '6 alerts that could wait, since 2026-11-21 08:00 UTC',
    'This week: 23 alerts told at once in seven days; 3 more than the 20 you wished for',
    'Watched: 41 of 43 functions watched. 2 never logged: a, b.',
    'Vigil itself: $0.041 in the last 24 hours (functions and table at list prices)',
    'Over by now: 1 of what an earlier digest told',
    'Where: eu-west-1, account 123456789012',
    expect.stringMatching(/^TO DECIDE\nSlow drift has been tried for 7 days: .* There were more alerts/),
    'NOT TOLD AT ONCE\n2 × slow drift: pay · warning, only being tried\n4 × memory pressure: checkout, pay, mail and 1 more · info',
    'ONLY BEING TRIED\nSlow drift · would have told 5 times in 7 days',
    'TOLD MOST THIS WEEK\ncheckout: slow calls · 9 times',
    'SILENCES IN FORCE\nslow calls of pay-* until 2026-11-22 18:00 UTC, by ann: deployment',
    expect.stringMatching(/^---\nDaily digest #day-2026-11-22\.\n/),
  ]);
});

it('says which of a group somebody has taken on', () => {
  const [one, other] = ['checkout', 'pay'].map((name) =>
    someAlert('slow-calls', { subject: { kind: 'function', name } }),
  );
  const members = [{ ...one!, acknowledged: { by: 'Ada\u202e', atMs: 1 } }, other!];
  const { body } = mailOf(someGroup('1', { members }));
  expect(body).toMatch(/^checkout is .* · warning, taken on by Ada, #/m);
  expect(body).toMatch(/^pay is .* · warning, #/m);
});

it('says shortly that all is quiet', () => {
  const { subject, body } = mailOf(someDaily('x', quiet));
  expect(subject).toBe('[Vigil digest] All quiet: no alert in seven days');
  expect(body).not.toContain('NOT TOLD');
  expect(body).toContain('0 alerts told at once in seven days; you wished for 20 at most');
});

it.each<[string, Summary, string]>([
  ['a group', someGroup('x'), '[Vigil warning] Slow calls in 500 places at once'],
  ['a group that is over', someGroup('x', { change: 'resolve' }), '[Vigil resolved] Slow calls: all 500 are over'],
  ['overflow', someDigest('x'), '[Vigil critical] 99,204 more alerts than this channel carries one by one'],
  [
    'a single one',
    someDigest('x', { opened: 1, counts: [] }),
    '[Vigil warning] 1 more alert than this channel carries one by one',
  ],
])('has a subject for %s', (_, summary, subject) => expect(mailOf(summary).subject).toBe(subject));

const { group, digest, daily } = schema.$defs;
const DEFS = { group, digest, daily };

it.each(someSummaries('支'.repeat(512)).map((summary) => [summary.form, summary] as const))(
  'sends a full %s within all limits, as the schema says',
  (form, summary) => {
    const message = messageOfSummary(summary, place);
    const sent: Record<string, unknown> = JSON.parse(JSON.stringify(message.json));
    expect(faultsOf(sent, DEFS[form], schema)).toEqual([]);
    expect(faultsOf(sent, schema)).toEqual([]);
    expect(undescribed(sent, DEFS[form])).toEqual([]);
    const { subject, body } = renderEmail(message);
    expect(subject).toMatch(/^[!-~][ -~]{0,98}$/);
    expect(Buffer.byteLength(JSON.stringify({ default: body, email: body, sqs: JSON.stringify(sent) }))).toBeLessThan(
      SNS_BYTES,
    );
    const q = renderAmazonQ(message);
    expect(q.content.title.length).toBeLessThanOrEqual(150);
    expect(q.content.description.length).toBeLessThanOrEqual(3_000);
    for (const slack of [renderSlack(message), renderSlackReply(message)]) {
      expect(marksInMessage(slack).filter(({ kind }) => kind === 'limit')).toEqual([]);
      // Slack refuses some messages from about 13,200 characters on, whatever its other limits say.
      expect(JSON.stringify(slack).length).toBeLessThan(13_000);
    }
  },
);

describe('hostile names', () => {
  const wrong: string[] = [];
  const blame = (what: string, name: string, found: unknown): void =>
    void wrong.push(`${what} of ${JSON.stringify(name)}: ${JSON.stringify(found)}`);

  beforeAll(() => {
    for (const name of hostileStrings(250))
      for (const summary of someSummaries(name)) {
        const message = messageOfSummary(summary, place);
        for (const slack of [renderSlack(message), renderSlackReply(message)]) {
          const marks = marksInMessage(slack).filter(({ kind, text }) =>
            kind === 'date' ? !OUR_DATE.test(text) : kind !== 'link' || !OUR_LINK.test(text),
          );
          if (marks.length > 0) blame('Slack', name, marks);
        }
        const { subject, body } = renderEmail(message);
        if (!/^[!-~][ -~]{0,98}$/.test(subject)) blame('subject', name, subject);
        const linked = body
          .split('\n')
          .filter((line) => !OUR_LINK.test(line))
          .filter((line) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line) || autoLinksIn(line).length > 0);
        if (linked.length > 0) blame('e-mail', name, linked);
        const { content, metadata } = renderAmazonQ(message);
        const description = content.description.replace(/\[Open the [a-z ]+\]\((\S+)\)$/u, (link, url: string) =>
          OUR_LINK.test(url) ? '' : link,
        );
        const marked = [content.title, description, ...(content.nextSteps ?? []), metadata.threadId];
        const found = marked.flatMap((each) =>
          [...marksInMrkdwn(each, true), ...autoLinksIn(each)].filter(({ kind }) => kind !== 'entity'),
        );
        if (found.length > 0) blame('Amazon Q', name, found);
      }
  }, 120_000);

  it('make no mention, no link, no block, and no broken limit', () => expect(wrong.slice(0, 3)).toEqual([]));
});
