/** Renders a message as an e-mail that can be read on a phone at night: plain text, no line broken by us. */
import { formatCount } from './figures';
import type { Fact, Message, MessageList } from './message';
import { asciiText, keepUnits } from './plain-text';

export interface Email {
  /** Printable ASCII, never empty, under 100 characters: SNS refuses anything else, and the alert would be lost. */
  readonly subject: string;
  readonly body: string;
}

const ITEMS_SHOWN = 100;
const SUBJECT_LENGTH = 99;

export const renderEmail = (message: Message): Email => ({ subject: subjectOf(message), body: bodyOf(message) });

function subjectOf({ change, severity, isTest, shortTitle, noun }: Message): string {
  const how = change === 'update' ? `${severity} update` : severity;
  const mark = change === 'resolve' ? 'resolved' : noun === 'daily digest' ? 'digest' : how;
  return asciiText(`[Vigil ${isTest ? 'TEST ' : ''}${mark}] ${shortTitle}`, SUBJECT_LENGTH);
}

/** Paragraphs with an empty line between them: a phone breaks lines where its screen ends. */
function bodyOf(message: Message): string {
  const { title, facts, step, lists, links, notes, isTest, where, commands = [] } = message;
  const paragraphs = [
    isTest ? `TEST: ${title}` : title,
    ...factsWithPlace(facts, where).map(({ label, text }) => `${label}: ${text}`),
    ...(step === undefined ? [] : [headed(step.label, step.text)]),
    ...lists.map((list) => headed(list.heading, ...linesOf(list))),
    ...links.map(({ label, url }) => headed(label, url)),
    ['---', footOf(message), ...notes, ...commands.map(({ label, text }) => `${label}: ${text}`)].join('\n'),
  ];
  return `${keepUnits(paragraphs.join('\n\n'))}\n`;
}

/** Which alert it is, of what kind and how bad; a daily digest is of none. */
function footOf({ id, kind, change, severity, noun }: Message): string {
  const name = `${noun === undefined ? 'Alert' : noun.slice(0, 1).toUpperCase() + noun.slice(1)} #${id}`;
  if (noun === 'daily digest') return `${name}.`;
  return `${name}${kind === undefined ? '' : `, ${kind}`}, ${change === 'resolve' ? 'resolved' : severity}.`;
}

/** Where it is stands before what it may be. */
function factsWithPlace(facts: readonly Fact[], where: readonly string[]): readonly Fact[] {
  if (where.length === 0) return facts;
  const at = facts.findIndex(({ label }) => label === 'Likely');
  const place = { label: 'Where', text: where.join(', ') };
  return at === -1 ? [...facts, place] : facts.toSpliced(at, 0, place);
}

const headed = (heading: string, ...lines: readonly string[]): string => [heading.toUpperCase(), ...lines].join('\n');

function linesOf({ lead, items, more, listedBy, isToCopy }: MessageList): string[] {
  const left = Math.max(0, items.length - ITEMS_SHOWN) + more;
  return [
    ...(lead === undefined ? [] : [lead, '']),
    ...items
      .slice(0, ITEMS_SHOWN)
      .map(({ text, note }) => (isToCopy || note === undefined ? text : `${text} · ${note}`)),
    ...(left > 0 ? [`and ${formatCount(left)} more, listed ${listedBy ?? 'in the JSON that SQS and Lambda get'}`] : []),
  ];
}
