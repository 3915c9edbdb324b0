/** `vigil preview`: how an alert of a kind looks as e-mail and in Slack, in the terminal or as a page. */
import { writeFile } from 'node:fs/promises';
import { messageOfAlert } from '../../core/alert/alert-message';
import type { Change } from '../../core/alert/alert';
import { renderEmail } from '../../core/alert/email';
import { renderSlack } from '../../core/alert/slack';
import { wrap } from '../../core/alert/wrap';
import { isKind, KINDS } from '../../core/detect/kinds';
import type { Terminal } from '../terminal';
import { WrongUse } from '../wrong-use';
import { renderPage } from './page';
import { sampleAlert } from './sample-alert';
import { slackText } from './slack-text';

export interface PreviewOptions {
  readonly change: Change;
  readonly html?: string;
}

/** Where the preview pretends to run, so that it has its links. */
export const SAMPLE_PLACE = { account: '123456789012', region: 'eu-west-1', table: 'NAME' };

const COLUMNS = 78;

export async function preview(
  kind: string,
  { change, html }: PreviewOptions,
  terminal: Terminal,
  nowMs: number,
): Promise<void> {
  if (!isKind(kind)) throw new WrongUse(`there is no kind of alert "${kind}"; there are ${KINDS.join(', ')}`);
  const message = messageOfAlert(sampleAlert(kind, change, nowMs), SAMPLE_PLACE);
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
