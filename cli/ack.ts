/** `vigil ack`: somebody takes an open alert on, and is not reminded of it any more. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import { acknowledgeAlert, type AcknowledgeAnswer, type AcknowledgeWorld } from '../core/acknowledge-alert';
import type { Alert } from '../core/alert/alert';
import { announcedOf } from '../core/alert/announce';
import { formatTime } from '../core/alert/figures';
import { plainText } from '../core/alert/plain-text';
import { shortNameOf } from '../core/alert/words';
import { explainAws } from './explain-aws';
import { alertIdOf, notOpenWords } from './not-open-words';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

const ACTIONS = 'dynamodb:Query, dynamodb:GetItem and dynamodb:UpdateItem on the table';
const LONGEST_NAME = 80;

export async function ackInTable(id: string, by: string, table: string, terminal: Terminal): Promise<number> {
  try {
    return await ackAndTell(id, by, { ...createDynamoState(createDynamoClient(), table), now: Date.now }, terminal);
  } catch (error) {
    throw explainAws(error, { table, actions: ACTIONS });
  }
}

/** Gives the exit code: 1 where nobody has taken it on now. */
export async function ackAndTell(id: string, by: string, world: AcknowledgeWorld, terminal: Terminal): Promise<number> {
  const name = plainText(by, LONGEST_NAME);
  if (name === '') throw new WrongUse('nobody is named; say who takes it on, such as --by alice');
  const wanted = alertIdOf(id);
  const answer = await acknowledgeAlert(wanted, name, world);
  const isTaken = answer.kind === 'acknowledged' || answer.kind === 'already';
  if (isTaken) await terminal.out(sentenceOf(wanted, answer));
  else terminal.err(`vigil: ${sentenceOf(wanted, answer)}`);
  return isTaken ? 0 : 1;
}

function sentenceOf(id: string, answer: AcknowledgeAnswer): string {
  switch (answer.kind) {
    case 'acknowledged':
      return `${headOf(answer.alert)}: acknowledged by ${answer.alert.acknowledged?.by ?? ''}; ${whatFollows(answer.alert)}`;
    case 'already': {
      const { by, atMs } = answer.acknowledged;
      return `${headOf(answer.alert)}: acknowledged already, by ${plainText(by, LONGEST_NAME)} at ${formatTime(atMs)} UTC`;
    }
    case 'over':
    case 'unknown':
      return notOpenWords(id, answer, 'acknowledge');
    case 'try-again':
      return 'the sweeper wrote at the same time; try again';
  }
}

const headOf = ({ id, kind, subject }: Alert): string => `#${id} ${kind} of ${shortNameOf(subject)}`;

/** What `announce` and `goOn` do with an alert that is acknowledged. */
function whatFollows(alert: Alert): string {
  if (announcedOf(alert) !== alert.episode)
    return 'nobody was told of it so far; should it be told after all, there are no reminders';
  const lapses = alert.severity === 'critical' ? '' : '; should it become more severe, reminders begin anew';
  const heard = alert.hush === undefined ? 'all who know of it hear that; ' : '';
  return `${heard}no reminders from now on, and updates only when it gets worse; its end is told${lapses}`;
}
