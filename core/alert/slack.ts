/** Renders an alert as a Slack message. What others wrote stands in plain_text, where Slack reads no links and no mentions. */
import type { Alert } from './alert';
import { countOf, formatTime } from './figures';
import { linksOf, type Place } from './links';
import { cutText, defang, escapeSlack, plainText, withoutMentions } from './plain-text';
import type { SlackBlock, SlackMessage, SlackMrkdwn, SlackPlainText } from './slack-block';
import { accountLine, triesOf } from './tries';
import { placeNameOf, wordsOf } from './words';

const HEADER_LENGTH = 150;
const SECTION_LENGTH = 3000;
const ADDRESSES_SHOWN = 10;
/** The latest moment that Slack's date form can show. */
const LATEST_S = 253_402_300_799;

export function renderSlack(alert: Alert, place: Place): SlackMessage {
  const words = wordsOf(alert);
  const isOver = alert.change === 'resolve';
  const title = defang(words.title);
  const where = [defang(placeNameOf(alert.subject)), place.region, place.account].filter((part) => part !== undefined);
  const links = linksOf(alert, place);
  return {
    text: escapeSlack(`${isOver ? 'Resolved' : alert.severity}: ${title}`),
    blocks: [
      { type: 'header', text: plain(`${markOf(alert)} ${title}`, HEADER_LENGTH) },
      {
        type: 'context',
        elements: [mrkdwn(headOf(alert)), plain(where.map((part) => plainText(part)).join(', '), 300)],
      },
      {
        type: 'section',
        fields: [
          mrkdwn(`*Usual*\n${escapeSlack(words.usual)}`),
          mrkdwn(`*${isOver ? 'Worst' : 'Seen'}*\n${escapeSlack(words.seen)}`),
        ],
      },
      ...(words.likely === undefined ? [] : [section(`*Likely:* ${escapeSlack(words.likely)}`)]),
      section(`*${isOver ? 'What is left to do' : 'Do this first'}*\n${escapeSlack(words.firstStep)}`),
      ...accounts('Accounts that fell:', alert.fallen),
      ...accounts('Accounts to check:', alert.toCheck),
      ...attackers(alert),
      ...(links.length === 0
        ? []
        : [
            {
              type: 'actions' as const,
              elements: links.map(({ label, url }) => ({ type: 'button' as const, text: plain(label, 75), url })),
            },
          ]),
      { type: 'context', elements: [plain(`#${plainText(alert.id, 40)} · ${alert.evidence.kind}`, 300)] },
    ],
  };
}

const markOf = ({ change, severity }: Alert): string =>
  change === 'resolve' ? '✅' : { critical: '🔴', warning: '🟠', info: '🔵' }[severity];

function headOf({ change, severity, firstSeenMs, lastSeenMs }: Alert): string {
  if (change === 'resolve') return `*resolved* · from ${localTime(firstSeenMs)} to ${localTime(lastSeenMs)}`;
  return `*${severity}*${change === 'update' ? ' · update' : ''} · since ${localTime(firstSeenMs)}`;
}

/** Shown in each reader's own time zone. */
function localTime(atMs: number): string {
  const utc = `${formatTime(atMs)} UTC`;
  const unixS = Math.floor(atMs / 1000);
  return unixS >= 0 && unixS <= LATEST_S ? `<!date^${unixS}^{date_short_pretty} {time}|${utc}>` : utc;
}

const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text) });

function accounts(heading: string, all: Alert['fallen'] = []): readonly SlackBlock[] {
  if (all.length === 0) return [];
  const more = all.length - ADDRESSES_SHOWN;
  const lines = [
    heading,
    ...all.slice(0, ADDRESSES_SHOWN).map(accountLine),
    ...(more > 0 ? [`and ${countOf(more, 'more', 'more')} in the e-mail and the JSON`] : []),
  ];
  return [{ type: 'section', text: plain(lines.join('\n'), SECTION_LENGTH) }];
}

function attackers({ addresses, moreAddresses = 0 }: Alert): readonly SlackBlock[] {
  if (addresses.length === 0) return [];
  const more = Math.max(0, addresses.length - ADDRESSES_SHOWN) + moreAddresses;
  const lines = [
    'Attacking addresses, most harmful first:',
    ...addresses.slice(0, ADDRESSES_SHOWN).map((each) => `${defang(plainText(each.address, 64))}   ${triesOf(each)}`),
    ...(more > 0 ? [`and ${countOf(more, 'more', 'more')}; the e-mail lists up to 100, the JSON all of them`] : []),
  ];
  return [{ type: 'section', text: plain(lines.join('\n'), SECTION_LENGTH) }];
}

const mrkdwn = (text: string): SlackMrkdwn => ({ type: 'mrkdwn', text, verbatim: true });

const plain = (text: string, maxLength: number): SlackPlainText => ({
  type: 'plain_text',
  text: cutText(withoutMentions(text), maxLength),
  emoji: false,
});
