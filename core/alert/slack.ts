/** Renders a message for Slack. What others wrote stands in plain_text, where Slack reads no links and no mentions. */
import { formatCount, formatTime } from './figures';
import type { Fact, Message, MessageList } from './message';
import { cutText, escapeSlack, keepUnits, withoutMentions } from './plain-text';
import type { SlackBlock, SlackMessage, SlackMrkdwn, SlackPlainText } from './slack-block';

/** Slack's limits (docs.slack.dev, checked 2026-11), less what our own words around a text take. */
const HEADER_LENGTH = 150;
const SECTION_LENGTH = 2900;
const FIELD_LENGTH = 1900;
const ITEMS_SHOWN = 10;
/** The latest moment that Slack's date form can show. */
const LATEST_S = 253_402_300_799;

/** The incident as it now is: posted once, and edited as it changes where the channel can. */
export function renderSlack(message: Message): SlackMessage {
  const { title, where, id, kind, facts, step, lists, links, isTest, notes, commands = [] } = message;
  const [test = ''] = isTest ? notes : [];
  return {
    text: fallbackOf(message),
    blocks: [
      { type: 'header', text: plain(`${markOf(message)} ${isTest ? 'TEST: ' : ''}${title}`, HEADER_LENGTH) },
      {
        type: 'context',
        elements: [mrkdwn(headOf(message)), ...(where.length === 0 ? [] : [plain(where.join(' · '), 300)])],
      },
      ...(isTest ? [section(escapeSlack(cutText(test, 300)))] : []),
      ...factBlocks(facts),
      ...(step === undefined ? [] : [section(`*${step.label}*\n${escapeSlack(cutText(step.text, SECTION_LENGTH))}`)]),
      ...lists.map(listBlock),
      ...(links.length === 0
        ? []
        : [
            {
              type: 'actions' as const,
              elements: links.map(({ label, url }) => ({ type: 'button' as const, text: plain(label, 75), url })),
            },
          ]),
      { type: 'context', elements: [plain(`#${id}${kind === undefined ? '' : ` · ${kind}`}`, 300)] },
      ...commands.map(({ label, text }) => ({ type: 'context' as const, elements: [plain(`${label}: ${text}`, 600)] })),
    ],
  };
}

/** What is new, as an answer in the incident's thread: the first message says the rest. */
export function renderSlackReply(message: Message): SlackMessage {
  const { title, facts, lists } = message;
  const shown = facts.filter(({ label }) =>
    /^(Seen|Worst|Lasted|New|Reminder|Flapping|Before|Besides|Taken on)/.test(label),
  );
  return {
    text: fallbackOf(message),
    blocks: [
      { type: 'section', text: plain(`${markOf(message)} ${title}`, SECTION_LENGTH) },
      ...factBlocks(shown),
      ...lists.filter(({ heading }) => /^(Accounts|Joined)/.test(heading)).map(listBlock),
    ],
  };
}

const fallbackOf = ({ change, severity, isTest, title }: Message): string =>
  escapeSlack(`${isTest ? 'TEST: ' : ''}${change === 'resolve' ? 'Resolved' : severity}: ${title}`);

const markOf = ({ change, severity, noun }: Message): string =>
  change === 'resolve'
    ? '✅'
    : noun === 'daily digest'
      ? '📋'
      : { critical: '🔴', warning: '🟠', info: '🔵' }[severity];

function headOf({ change, severity, noun, fromMs, toMs }: Message): string {
  if (noun === 'daily digest') return `*${noun}* · from ${localTime(fromMs)} to ${localTime(toMs)}`;
  if (change === 'resolve') return `*resolved* · from ${localTime(fromMs)} to ${localTime(toMs)}`;
  return `*${severity}*${change === 'update' ? ' · update' : ''} · since ${localTime(fromMs)}`;
}

/** Shown in each reader's own time zone. */
function localTime(atMs: number): string {
  const utc = `${formatTime(atMs)} UTC`;
  const unixS = Math.floor(atMs / 1000);
  return unixS >= 0 && unixS <= LATEST_S ? `<!date^${unixS}^{date_short_pretty} {time}|${utc}>` : utc;
}

/** The first two side by side where the screen is wide; since when stands above already. */
function factBlocks(facts: readonly Fact[]): SlackBlock[] {
  const shown = facts.filter(({ label }) => label !== 'Since');
  const [pair, rest] = [shown.slice(0, 2), shown.slice(2)];
  return [
    ...(pair.length === 0
      ? []
      : [
          {
            type: 'section' as const,
            fields: pair.map(({ label, text }) =>
              mrkdwn(`*${label}*\n${escapeSlack(cutText(text, FIELD_LENGTH / 5))}`),
            ),
          },
        ]),
    ...rest.map(({ label, text }) => section(`*${label}:* ${escapeSlack(cutText(text, SECTION_LENGTH / 5))}`)),
  ];
}

function listBlock({ heading, items, more, listedBy }: MessageList): SlackBlock {
  const left = Math.max(0, items.length - ITEMS_SHOWN) + more;
  const lines = [
    `${heading}:`,
    ...items
      .slice(0, ITEMS_SHOWN)
      .map(({ text, note }) => cutText(note === undefined ? text : `${text} · ${note}`, 250)),
    ...(left > 0
      ? [
          `and ${formatCount(left)} more; ${listedBy === undefined ? 'the e-mail lists up to 100, the JSON all of them' : `listed ${listedBy}`}`,
        ]
      : []),
  ];
  return { type: 'section', text: plain(lines.join('\n'), SECTION_LENGTH) };
}

const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text) });

const mrkdwn = (text: string): SlackMrkdwn => ({ type: 'mrkdwn', text: keepUnits(text), verbatim: true });

const plain = (text: string, maxLength: number): SlackPlainText => ({
  type: 'plain_text',
  text: keepUnits(cutText(withoutMentions(text), maxLength)),
  emoji: false,
});
