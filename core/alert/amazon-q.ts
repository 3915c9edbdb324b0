/**
 * Renders a message for Amazon Q Developer in chat applications: its custom notification, version 1.0 (AWS's administrator guide,
 * checked 2026-11). What does not fit its schema it drops without a word; `threadId` keeps an incident in one thread.
 */
import type { Fact, Message } from './message';
import { cutText, withoutMentions } from './plain-text';

export interface AmazonQNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** AWS names no limits but Slack's, to which it is turned: a header of 150, a section of 3,000. */
const TITLE_LENGTH = 140;
const DESCRIPTION_LENGTH = 2_500;
const ITEMS_SHOWN = 10;

export function renderAmazonQ(message: Message): AmazonQNotification {
  const { id, seq, origin, change, severity, kind, title, facts, step, lists, links, where, isTest } = message;
  const mark = change === 'resolve' ? 'resolved' : severity;
  const lines = [
    ...facts.map(lineOf),
    ...lists.flatMap(({ heading, items, more }) => {
      const left = Math.max(0, items.length - ITEMS_SHOWN) + more;
      const shown = items
        .slice(0, ITEMS_SHOWN)
        .map(({ text, note }) => `- ${safe(note ? `${text} ${note}` : text, 200)}`);
      return [`*${heading}*`, ...shown, ...(left > 0 ? [`- and ${left} more`] : [])];
    }),
    ...links.map(({ label, url }) => `[${label}](${url})`),
  ];
  return {
    version: '1.0',
    source: 'custom',
    id: `${safe(id, 60)}-${origin}-${seq}`,
    content: {
      textType: 'client-markdown',
      title: safe(`${isTest ? 'TEST ' : ''}${mark}: ${title}`, TITLE_LENGTH),
      description: fitted(lines),
      ...(step && { nextSteps: [safe(step.text, 1000)] }),
      keywords: [mark, ...(kind === undefined ? [] : [kind])],
    },
    metadata: {
      threadId: `${safe(id, 60)}-${origin}`,
      summary: safe(title, TITLE_LENGTH),
      eventType: kind ?? 'vigil',
      relatedResources: where.slice(0, 1).map((each) => safe(each, 200)),
      additionalContext: { change, severity },
    },
  };
}

const lineOf = ({ label, text }: Fact): string => `*${label}*: ${safe(text, 600)}`;

/** Whole lines, as many as there is room for; a link is never cut. */
function fitted(lines: readonly string[]): string {
  let kept = '';
  for (const line of lines)
    if (kept.length + line.length < DESCRIPTION_LENGTH) kept += `${kept === '' ? '' : '\n'}${line}`;
  return kept;
}

/** Nothing in it is a mention, a link or a mark of Markdown, of Slack's as of the common kind. */
const safe = (text: string, maxLength: number): string =>
  cutText(
    withoutMentions(text)
      .replaceAll('<', '‹')
      .replaceAll('>', '›')
      .replaceAll('`', "'")
      .replace(/\[(?!\.\]|:\/\/\]|:\])/gu, '(')
      .replace(/(?<!\[\.|\[:\/\/|\[:)\]/gu, ')')
      .replace(/[*~|\\]/gu, (mark) => MARKS[mark] ?? ''),
    maxLength,
  );

/** Look-alikes without a meaning. */
const MARKS: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '|': '∣', '\\': '∖' };
