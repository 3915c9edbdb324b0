/** Makes of an alert what people are told of it, with nothing personal in it that they do not need. */
import { nameOf } from '../state/series';
import type { Alert } from './alert';
import { commandsOf } from './commands';
import { MOST_ACCOUNTS } from './fallen';
import { formatSpan, formatTime } from './figures';
import { historyOf } from './history-words';
import { renderJson } from './json';
import { linksOf, type Place } from './links';
import type { ListItem, Message, MessageList } from './message';
import { renderFinding } from './ocsf';
import { originOf } from './origin';
import { asciiText, defang, plainText } from './plain-text';
import { quieterNote } from './quieter';
import { accountLine, isToBlock, triesOf } from './tries';
import { placeNameOf, wordsOf } from './words';
import { withoutPersonal } from './without-personal';

const SHORT_NAME_LENGTH = 32;
const ADDRESS_LENGTH = 64;

/** @param lines of the log, redacted; for people alone */
export function messageOfAlert(stored: Alert, place: Place, lines: readonly string[] = []): Message {
  const alert = withoutPersonal(stored);
  const { change, evidence } = alert;
  const words = wordsOf(alert);
  const isOver = change === 'resolve';
  const shortName = defang(asciiText(nameOf(alert.subject), SHORT_NAME_LENGTH)) || 'unnamed';
  return {
    id: defang(plainText(alert.id, 40)),
    seq: alert.seq,
    origin: originOf(place),
    change,
    severity: alert.severity,
    kind: evidence.kind,
    isTest: alert.isTest ?? false,
    title: defang(words.title),
    shortTitle: wordsOf(alert, shortName).title,
    where: [placeNameOf(alert.subject), place.region, place.account && `account ${place.account}`]
      .filter((part) => part !== undefined)
      .map((part) => defang(plainText(part))),
    fromMs: alert.firstSeenMs,
    toMs: alert.lastSeenMs,
    facts: [
      { label: 'Usual', text: words.usual },
      { label: isOver ? 'Worst' : 'Seen', text: words.seen },
      { label: isOver ? 'Lasted' : 'Since', text: words.since },
      ...historyOf(alert),
      ...(alert.isLate && !isOver ? [{ label: 'Late', text: latenessOf(alert) }] : []),
      ...(words.likely === undefined ? [] : [{ label: 'Likely', text: words.likely }]),
    ].map(({ label, text }) => ({ label, text: defang(text) })),
    step: { label: isOver ? 'What is left to do' : 'Do this first', text: defang(words.firstStep) },
    lists: [
      ...accounts('Accounts that fell', alert.fallen, alert.moreFallen?.length),
      ...accounts('Accounts to check', alert.toCheck),
      ...attackers(alert),
      ...logLines(lines),
    ],
    links: linksOf(alert, place),
    notes: [
      ...(alert.isTest ? [`This is a test, made at ${formatTime(alert.openedAtMs)} UTC: nothing is wrong.`] : []),
      ...(isOver ? [] : [words.ends]),
      quieterNote(evidence.kind, alert.quieter, words.quieter),
      `More on it in docs/alerts.md, under ${evidence.kind}.`,
    ],
    commands: commandsOf(alert, place),
    json: renderJson(alert, place),
    jsonWith: (most) => renderJson(withAddresses(alert, most), place),
    finding: renderFinding(alert, place),
  };
}

/** In the words of whoever asks why this comes only now. */
const latenessOf = ({ changedAtMs, lastSeenMs }: Alert): string =>
  `the last of it was ${formatSpan(changedAtMs - lastSeenMs)} ago and may be over: its lines reached Vigil, or were read back from the log, too late`;

const logLines = (lines: readonly string[]): MessageList[] =>
  lines.length === 0
    ? []
    : [
        {
          heading: 'Log lines, redacted',
          items: lines.map((line) => ({ text: defang(plainText(line, 300)) })),
          more: 0,
          isToCopy: false,
        },
      ];

const withAddresses = (alert: Alert, most: number): Alert => ({
  ...alert,
  addresses: alert.addresses.slice(0, most),
  moreAddresses: (alert.moreAddresses ?? 0) + Math.max(0, alert.addresses.length - most),
});

const BEYOND_THE_LIST = `by the JSON up to ${MOST_ACCOUNTS}, by the log the rest`;

function accounts(heading: string, all: Alert['fallen'] = [], more = 0): MessageList[] {
  if (all.length === 0) return [];
  const items = all.map((each) => ({ text: accountLine(each) }));
  return [{ heading, items, more, ...(more > 0 && { listedBy: BEYOND_THE_LIST }), isToCopy: false }];
}

/** Those ready to block stand by themselves, to be copied; of the others each says why not. */
function attackers({ addresses, moreAddresses = 0 }: Alert): MessageList[] {
  const block = addresses.filter(isToBlock);
  const others = addresses.filter((each) => !isToBlock(each));
  const [worst] = block;
  return [
    ...(worst === undefined
      ? []
      : [
          {
            heading: 'Attacking addresses, ready to block',
            lead: `The most harmful first; the first made ${triesOf(worst)}.`,
            items: block.map(itemOf),
            more: moreAddresses,
            isToCopy: true,
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            heading: 'Attacking addresses, not to block',
            items: others.map(itemOf),
            more: worst === undefined ? moreAddresses : 0,
            isToCopy: false,
          },
        ]),
  ];
}

const itemOf = (each: Alert['addresses'][number]): ListItem => ({
  text: defang(plainText(each.address, ADDRESS_LENGTH)),
  note: triesOf(each),
});
