/** `vigil preview`: how an alert of a kind looks as e-mail and in Slack, in the terminal or as a page. */
import { writeFile } from 'node:fs/promises';
import { messageOfAlert } from '../../core/alert/alert-message';
import type { Change } from '../../core/alert/alert';
import { renderEmail } from '../../core/alert/email';
import type { Message } from '../../core/alert/message';
import { renderSlack } from '../../core/alert/slack';
import { messageOfSummary } from '../../core/alert/summary-message';
import { wrap } from '../../core/alert/wrap';
import { isKind, KINDS } from '../../core/detect/kinds';
import type { Terminal } from '../terminal';
import { WrongUse } from '../wrong-use';
import { renderPage } from './page';
import { sampleAlert } from './sample-alert';
import { SUMMARIES } from './sample-summary';
import { slackText } from './slack-text';

export interface PreviewOptions {
  readonly change: Change;
  readonly html?: string;
}

/** Where the preview pretends to run, so that it has its links. */
export const SAMPLE_PLACE = { account: '123456789012', region: 'eu-west-1', table: 'NAME' };

/** What can be looked at: each kind of alert, and what tells of many. */
export const PREVIEWED = [...KINDS, ...Object.keys(SUMMARIES)];

const COLUMNS = 78;

export async function preview(
  kind: string,
  { change, html }: PreviewOptions,
  terminal: Terminal,
  nowMs: number,
): Promise<void> {
  const message = messageOf(kind, change, nowMs);
  if (html !== undefined) {
    await writeFile(html, renderPage(message.title, [{ message }]));
    await terminal.out(`${html} shows it as e-mail and in Slack`);
    return;
  }
  const { subject, body } = renderEmail(message);
  const { style } = terminal;
  const lines = body
    .trimEnd()
    .split('\n')
    .flatMap((line) => (line.startsWith('https://') ? [line] : wrap(line, COLUMNS)));
  await terminal.out(style.dim('As an e-mail'));
  await terminal.out(`\n${style.bold(`Subject: ${subject}`)}\n\n${lines.join('\n')}\n`);
  await terminal.out(style.dim('In Slack'));
  await terminal.out(`\n${slackText(renderSlack(message), style)}`);
}

function messageOf(kind: string, change: Change, nowMs: number): Message {
  const summary = Object.hasOwn(SUMMARIES, kind) ? SUMMARIES[kind]?.(nowMs) : undefined;
  if (summary !== undefined) return messageOfSummary(summary, SAMPLE_PLACE);
  if (isKind(kind)) return messageOfAlert(sampleAlert(kind, change, nowMs), SAMPLE_PLACE);
  throw new WrongUse(`there is no kind of alert "${kind}"; there are ${PREVIEWED.join(', ')}`);
}
