/** Renders an alert as an entry of the timeline that `vigil replay` and `vigil demo` print, for 100 columns. */
import type { Alert } from './alert';
import { countOf, formatTime } from './figures';
import { cutText, plainText } from './plain-text';
import { accountLine, triesOf } from './tries';
import { wordsOf } from './words';
import { wrap } from './wrap';

/** Colours, or not: the core knows no terminal. */
export interface TimelineStyle {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const asItIs = (text: string): string => text;
export const plainStyle: TimelineStyle = { dim: asItIs, bold: asItIs, red: asItIs, yellow: asItIs, green: asItIs };

const COLUMNS = 100;
/** Details stand under the title. */
const INDENT = ' '.repeat(18);
const LABEL = 11;
const ADDRESSES_SHOWN = 5;

/** Several lines without a last line feed; updates and resolves say only what is new. */
export function renderTimelineEntry(alert: Alert, style: TimelineStyle): string {
  const words = wordsOf(alert);
  const detail = (label: string, text: string): string[] => labelled(style.dim(label.padEnd(LABEL)), text);
  const head = `${style.dim(formatTime(alert.changedAtMs))}  ${colourOf(alert, style)(markOf(alert))}`;
  const [title = '', ...titleRest] = wrap(words.title, COLUMNS - INDENT.length);
  const id = style.dim(`#${plainText(alert.id, 24)} · ${alert.evidence.kind}`);
  const details: Record<Alert['change'], () => string[]> = {
    open: () => [
      ...detail('usual', words.usual),
      ...detail('seen', words.seen),
      ...detail('since', words.since),
      ...(words.likely === undefined ? [] : detail('likely', words.likely)),
      ...detail('do first', words.firstStep),
      ...accounts(alert, style),
      ...attackers(alert, style),
    ],
    update: () => [...detail('seen', words.seen), ...detail('since', words.since), ...accounts(alert, style)],
    resolve: () => [...detail('lasted', words.since), ...detail('worst', words.seen), ...accounts(alert, style)],
  };
  return [
    `${head}  ${id}`,
    ...[title, ...titleRest].map((line) => `${INDENT}${style.bold(line)}`),
    ...details[alert.change](),
  ].join('\n');
}

function markOf({ change, severity }: Alert): string {
  return { open: `▲ OPEN ${severity}`, update: `△ UPDATE ${severity}`, resolve: '✔ RESOLVED' }[change];
}

function colourOf({ change, severity }: Alert, style: TimelineStyle): (text: string) => string {
  if (change === 'resolve') return style.green;
  return { critical: style.red, warning: style.yellow, info: style.dim }[severity];
}

function labelled(label: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, COLUMNS - INDENT.length - LABEL);
  return [`${INDENT}${label}${first}`, ...rest.map((line) => `${INDENT}${' '.repeat(LABEL)}${line}`)];
}

function accounts({ fallen = [], moreFallen = [], toCheck = [] }: Alert, style: TimelineStyle): string[] {
  const list = (label: string, all: typeof fallen, count = all.length) =>
    [
      ...all.slice(0, ADDRESSES_SHOWN).map((each) => cutText(accountLine(each), COLUMNS - INDENT.length - LABEL)),
      ...(count > ADDRESSES_SHOWN ? [`and ${countOf(count - ADDRESSES_SHOWN, 'more', 'more')}`] : []),
    ].map((line, at) => `${INDENT}${style.dim((at === 0 ? label : '').padEnd(LABEL))}${line}`);
  return [...list('fell', fallen, fallen.length + moreFallen.length), ...list('to check', toCheck)];
}

function attackers({ addresses, moreAddresses = 0 }: Alert, style: TimelineStyle): string[] {
  const more = Math.max(0, addresses.length - ADDRESSES_SHOWN) + moreAddresses;
  const shown = addresses.slice(0, ADDRESSES_SHOWN).map((each) => ({ ...each, text: plainText(each.address, 46) }));
  const width = Math.max(0, ...shown.map(({ text }) => text.length));
  const lines = [
    ...shown.map((each) => cutText(`${each.text.padEnd(width)}   ${triesOf(each)}`, COLUMNS - INDENT.length - LABEL)),
    ...(more > 0 ? [style.dim(`and ${countOf(more, 'more', 'more')}`)] : []),
  ];
  return lines.map((line, at) => `${INDENT}${style.dim((at === 0 ? 'attackers' : '').padEnd(LABEL))}${line}`);
}
