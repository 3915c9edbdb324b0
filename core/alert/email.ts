/** Renders an alert as an e-mail that can be read on a phone at night: plain text, the same for every mail program. */
import { nameOf } from '../state/series';
import type { Alert } from './alert';
import { countOf } from './figures';
import { linksOf, type Place } from './links';
import { asciiText, cutText, defang, plainText } from './plain-text';
import { accountLine, isToBlock, triesOf } from './tries';
import { placeNameOf, wordsOf, type Words } from './words';
import { wrap } from './wrap';

export interface Email {
  /** Printable ASCII, never empty, under 100 characters: SNS refuses anything else, and the alert would be lost. */
  readonly subject: string;
  readonly body: string;
}

const COLUMNS = 76;
const LABEL = 8;
const ADDRESSES_SHOWN = 100;
const SUBJECT_LENGTH = 99;
const SUBJECT_NAME_LENGTH = 32;

export function renderEmail(alert: Alert, place: Place): Email {
  return { subject: subjectOf(alert), body: bodyOf(alert, place, wordsOf(alert)) };
}

function subjectOf(alert: Alert): string {
  const name = defang(asciiText(nameOf(alert.subject), SUBJECT_NAME_LENGTH)) || 'unnamed';
  const mark = alert.change === 'resolve' ? 'resolved' : alert.severity;
  return asciiText(`[Vigil ${mark}] ${wordsOf(alert, name).title}`, SUBJECT_LENGTH);
}

function bodyOf(alert: Alert, place: Place, words: Words): string {
  const isOver = alert.change === 'resolve';
  return [
    ...wrap(defang(words.title), COLUMNS),
    '',
    ...labelled('Usual', words.usual),
    ...labelled(isOver ? 'Worst' : 'Seen', words.seen),
    ...labelled(isOver ? 'Lasted' : 'Since', words.since),
    ...labelled('Where', whereOf(alert, place)),
    ...(words.likely === undefined ? [] : labelled('Likely', words.likely)),
    ...section(isOver ? 'WHAT IS LEFT TO DO' : 'DO THIS FIRST', wrap(words.firstStep, COLUMNS)),
    ...accounts('ACCOUNTS THAT FELL', alert.fallen),
    ...accounts('ACCOUNTS TO CHECK', alert.toCheck),
    ...attackers(alert),
    ...linksOf(alert, place).flatMap(({ label, url }) => section(label.toUpperCase(), [url])),
    '',
    '---',
    `Alert #${defang(plainText(alert.id, 30))}, ${alert.evidence.kind}, ${isOver ? 'resolved' : alert.severity}.`,
    ...(isOver ? [] : wrap(words.ends, COLUMNS)),
    ...wrap(`Too sensitive? Raise ${words.quieter} of ${alert.evidence.kind} in the stack's detectors.`, COLUMNS),
    `More on it in docs/alerts.md, under ${alert.evidence.kind}.`,
    '',
  ].join('\n');
}

function whereOf({ subject }: Alert, { account, region }: Place): string {
  const where = [defang(placeNameOf(subject)), region, account === undefined ? undefined : `account ${account}`];
  return where
    .filter((part) => part !== undefined)
    .map((part) => plainText(part))
    .join(', ');
}

function labelled(label: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, COLUMNS - LABEL);
  return [`${`${label}:`.padEnd(LABEL)}${first}`, ...rest.map((line) => `${' '.repeat(LABEL)}${line}`)];
}

const section = (heading: string, lines: readonly string[]): string[] => ['', heading, ...lines];

function accounts(heading: string, all: Alert['fallen'] = []): string[] {
  return all.length === 0
    ? []
    : section(
        heading,
        all.flatMap((each) => wrap(accountLine(each), COLUMNS)),
      );
}

/** Those ready to block stand by themselves, to be copied; of the others each says why not. */
function attackers({ addresses, moreAddresses = 0 }: Alert): string[] {
  const block = addresses.filter(isToBlock);
  const others = addresses.filter((each) => !isToBlock(each));
  const more = Math.max(0, block.length - ADDRESSES_SHOWN) + moreAddresses;
  const [worst] = block;
  const toBlock =
    worst === undefined
      ? []
      : section('ATTACKING ADDRESSES, READY TO BLOCK', [
          ...wrap(`The most harmful first; the first made ${triesOf(worst)}.`, COLUMNS),
          '',
          ...block.slice(0, ADDRESSES_SHOWN).map(({ address }) => cutText(defang(plainText(address, 64)), COLUMNS)),
          ...(more > 0
            ? [`and ${countOf(more, 'more address', 'more addresses')}, listed in the JSON that SQS and Lambda get`]
            : []),
        ]);
  const toLook =
    others.length === 0
      ? []
      : section('ATTACKING ADDRESSES, NOT TO BLOCK', [
          ...others
            .slice(0, ADDRESSES_SHOWN)
            .map((each) => cutText(`${defang(plainText(each.address, 64))}   ${triesOf(each)}`, COLUMNS)),
          ...(others.length > ADDRESSES_SHOWN
            ? [`and ${countOf(others.length - ADDRESSES_SHOWN, 'more', 'more')}`]
            : []),
        ]);
  return [...toBlock, ...toLook];
}
