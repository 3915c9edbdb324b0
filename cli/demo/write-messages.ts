/** Writes what people would be sent of each alert into a folder: the e-mail's text, the Slack payload, and a page that shows both. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert } from '../../core/alert/alert';
import { messageOfAlert } from '../../core/alert/alert-message';
import { renderEmail } from '../../core/alert/email';
import { renderSlack } from '../../core/alert/slack';
import { renderPage } from '../preview/page';

/** What an earlier run left: a demo that finds less must not show more. */
const OURS = /^\d{2,}-[a-z-]+-(?:open|update|resolve)\.(?:email\.txt|slack\.json|html)$/;

/** Where the demo pretends to run, so that its messages carry their links. */
const PLACE = { account: '123456789012', region: 'eu-west-1', table: 'NAME' };

export interface MessageFolder {
  write(alert: Alert): Promise<void>;
  readonly count: number;
  /** Messages of an earlier run were there. */
  readonly hasReplaced: boolean;
}

/** The folder is there. */
export async function openMessageFolder(folder: string): Promise<MessageFolder> {
  const left = (await readdir(folder)).filter((name) => OURS.test(name));
  await Promise.all(left.map((name) => rm(join(folder, name))));
  let count = 0;
  return {
    hasReplaced: left.length > 0,
    get count() {
      return count;
    },
    async write(alert) {
      count += 1;
      const name = join(folder, `${String(count).padStart(2, '0')}-${alert.kind}-${alert.change}`);
      const message = messageOfAlert(alert, PLACE);
      const { subject, body } = renderEmail(message);
      await writeFile(`${name}.email.txt`, `Subject: ${subject}\n\n${body}`);
      await writeFile(`${name}.slack.json`, `${JSON.stringify(renderSlack(message), undefined, 2)}\n`);
      await writeFile(`${name}.html`, renderPage(message.title, [{ message }]));
    },
  };
}
