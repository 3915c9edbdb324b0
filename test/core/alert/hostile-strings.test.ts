/** Ten thousand hostile strings, in every place that others can write to: nothing of them acts in any message. */
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderAmazonQ } from '../../../core/alert/amazon-q';
import { renderEmail } from '../../../core/alert/email';
import { messageOfNotice } from '../../../core/alert/notice-message';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import { KINDS } from '../../../core/detect/kinds';
import { hostileStrings } from './hostile-strings';
import { autoLinksIn, marksInMessage, marksInMrkdwn, type Mark } from './slack-rules';
import { someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'eu-west-1', table: 'Vigil-Table' };
const OUR_LINK = /^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/[\w\-./?=&#$%*~:]+$/u;
const OUR_DATE = /^<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: \u00a0-]+UTC>$/u;

const isOurs = ({ kind, text }: Mark): boolean =>
  (kind === 'link' && OUR_LINK.test(text)) || (kind === 'date' && OUR_DATE.test(text));

/** Our own documentation has a name like a host's. */
const isForeign = ({ text }: Mark): boolean => text !== 'alerts.md';

const strange = (message: object): Mark[] => marksInMessage(message).filter((mark) => !isOurs(mark));

const ADVICE = ['block', 'challenge', 'look'] as const;
const CHANGES = ['open', 'update', 'resolve'] as const;

/** The string wherever a log line or a name can put it. */
function alertOf(text: string, at: number): Alert {
  const kind = KINDS[at % KINDS.length] ?? 'timeouts';
  const alert = someAlert(kind, { change: CHANGES[at % 3] ?? 'open', id: text, ...(at % 5 === 0 && { isTest: true }) });
  const account = { account: text, hash: text, address: text, atMs: alert.firstSeenMs };
  return {
    ...alert,
    subject: { ...alert.subject, name: text },
    addresses: ADVICE.map((advice) => ({ address: text, tries: 3, accounts: 2, advice })),
    fallen: [account],
    toCheck: [account],
    evidence:
      alert.evidence.kind === 'error-burst'
        ? { ...alert.evidence, types: [{ type: text, errors: 3 }], newVersion: text }
        : alert.evidence.kind === 'slow-calls'
          ? { ...alert.evidence, newVersion: text }
          : alert.evidence,
  };
}

describe('the parser of Slack’s rules', () => {
  it.each<[string, Mark['kind']]>([
    ['<!channel>', 'mention'],
    ['<!here>', 'mention'],
    ['<!here|here>', 'mention'],
    ['<!everyone>', 'mention'],
    ['<!group>', 'mention'],
    ['<!subteam^S012AB3CD>', 'mention'],
    ['<!subteam^S012AB3CD|@oncall>', 'mention'],
    ['<@U012AB3CD>', 'mention'],
    ['<@W012AB3CD|ann>', 'mention'],
    ['<#C024BE7LR>', 'mention'],
    ['<#C024BE7LR|general>', 'mention'],
    ['<!unknown>', 'mention'],
    ['hello @channel', 'mention'],
    ['hello @here!', 'mention'],
    ['(@everyone)', 'mention'],
    ['@Channel', 'mention'],
    ['<!date^1392734382^{date}|today>', 'date'],
    ['<https://evil.example>', 'link'],
    ['<https://evil.example|console.aws.amazon.com>', 'link'],
    ['<mailto:a@evil.example|write to us>', 'link'],
    ['<tel:+15550100|call>', 'link'],
    ['<slack://open>', 'link'],
    ['<evil>', 'link'],
    ['<https://evil.example', 'link'],
    ['see https://evil.example/x', 'auto-link'],
    ['see www.evil.example', 'auto-link'],
    ['see evil.example', 'auto-link'],
    ['see evil\u3002example', 'auto-link'],
    ['mail a@evil.example', 'auto-link'],
    ['mailto:a@evil.example', 'auto-link'],
    ['javascript:alert(1)', 'auto-link'],
    ['a `b`', 'code'],
    ['```\nb\n```', 'code'],
    ['> quoted', 'quote'],
    ['a\n&gt; quoted', 'quote'],
    ['a > b', 'shape'],
    ['a & b', 'entity'],
    ['&#60;', 'entity'],
  ])('catches %j as %s', (text, kind) => expect(marksInMrkdwn(text, false).map((mark) => mark.kind)).toContain(kind));

  it.each<[string, object, Mark['kind']]>([
    [
      'a block that is none of ours',
      { text: 'x', blocks: [{ type: 'image', image_url: 'https://evil.example' }] },
      'shape',
    ],
    [
      'attachments',
      {
        text: 'x',
        blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x', emoji: false } }],
        attachments: [],
      },
      'shape',
    ],
    ['mrkdwn in a header', { text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }, 'shape'],
    ['an emoji', { text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: ':fire:' } }] }, 'emoji'],
    [
      'a long header',
      { text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151), emoji: false } }] },
      'limit',
    ],
    [
      'an empty section',
      { text: 'x', blocks: [{ type: 'section', text: { type: 'plain_text', text: '', emoji: false } }] },
      'limit',
    ],
    [
      '51 blocks',
      {
        text: 'x',
        blocks: Array.from({ length: 51 }, () => ({
          type: 'section',
          text: { type: 'plain_text', text: 'x', emoji: false },
        })),
      },
      'limit',
    ],
    [
      'a link that Slack makes',
      { text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'evil.example' } }] },
      'auto-link',
    ],
    [
      'a button',
      {
        text: 'x',
        blocks: [
          {
            type: 'actions',
            elements: [
              { type: 'button', url: 'https://evil.example', text: { type: 'plain_text', text: 'x', emoji: false } },
            ],
          },
        ],
      },
      'link',
    ],
    [
      'a link in the text for notifications',
      { text: 'evil.example', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x', emoji: false } }] },
      'auto-link',
    ],
  ])('catches %s', (_, message, kind) => expect(strange(message).map((mark) => mark.kind)).toContain(kind));

  it.each([
    'checkout is slow: 2.5 s instead of 250 ms',
    '&lt;!channel&gt; &amp; more',
    'hxxps[://]evil[.]example',
    '203.0.113.7',
    'a@b',
    '*bold* _it_',
  ])('finds nothing in %j', (text) => expect(marksInMrkdwn(text, false)).toEqual([]));
});

describe('ten thousand hostile strings', () => {
  const strings = hostileStrings(10_000);
  const seen = { slack: 0, subjects: 0, mails: 0, q: 0 };
  const wrong: string[] = [];
  const blame = (what: string, text: string, found: unknown): void =>
    void wrong.push(`${what} of ${JSON.stringify(text)}: ${JSON.stringify(found)}`);

  beforeAll(() => {
    strings.forEach((text, at) => {
      const alert = alertOf(text, at);
      const messages = [messageOfAlert(alert, place)];
      if (at % 10 === 0)
        messages.push(messageOfNotice({ channel: text, why: text, atMs: alert.openedAtMs }, alert, place));
      for (const message of messages) {
        for (const slack of [renderSlack(message), renderSlackReply(message)]) {
          const marks = strange(slack);
          if (marks.length > 0) blame('Slack', text, marks);
          seen.slack += 1;
        }
        const { subject, body } = renderEmail(message);
        if (!/^[!-~][ -~]{0,98}$/.test(subject)) blame('subject', text, subject);
        seen.subjects += 1;
        const prose = body.split('\n').filter((line) => !OUR_LINK.test(line));
        const linked = prose.filter((line) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(line) || autoLinksIn(line).some(isForeign));
        if (linked.length > 0) blame('e-mail', text, linked);
        seen.mails += 1;
        const { content, metadata } = renderAmazonQ(message);
        const marked = [
          content.title,
          content.description.replace(/\[Open the \w+\]\((\S+)\)/gu, ''),
          ...(content.nextSteps ?? []),
          metadata.summary,
          metadata.threadId,
          ...metadata.relatedResources,
        ];
        const found = marked.flatMap((each) =>
          [...marksInMrkdwn(each, true), ...autoLinksIn(each)].filter(({ kind }) => kind !== 'entity'),
        );
        if (found.some(isForeign)) blame('Amazon Q', text, found);
        if (marked.some((each) => /\]\(|!\[/u.test(each))) blame('Markdown of Amazon Q', text, marked);
        seen.q += 1;
      }
    });
  }, 240_000);

  it('are all different', () => expect(new Set(strings).size).toBe(10_000));

  it('make no mention, no link but ours, no block, no broken limit, and no subject that SNS refuses', () => {
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(seen).toEqual({ slack: 22_000, subjects: 11_000, mails: 11_000, q: 11_000 });
  });
});
