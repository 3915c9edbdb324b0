/** `vigil accept`: takes what an open alert reports as usual from now on. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import { acceptAlert, type AcceptAnswer, type AcceptWorld } from '../core/accept-alert';
import { shortNameOf } from '../core/alert/words';
import { explainAws } from './explain-aws';
import { levelWords, nothingToAccept } from './accept-words';
import { alertIdOf, notOpenWords } from './not-open-words';
import type { Terminal } from './terminal';

const ACTIONS = 'dynamodb:Query, dynamodb:GetItem, dynamodb:BatchGetItem and dynamodb:PutItem on the table';

export async function acceptInTable(id: string, table: string, terminal: Terminal): Promise<number> {
  try {
    return await acceptAndTell(id, { ...createDynamoState(createDynamoClient(), table), now: Date.now }, terminal);
  } catch (error) {
    throw explainAws(error, { table, actions: ACTIONS });
  }
}

/** Gives the exit code: 1 where it is not usual now. */
export async function acceptAndTell(id: string, world: AcceptWorld, terminal: Terminal): Promise<number> {
  const name = alertIdOf(id);
  const answer = await acceptAlert(name, world);
  const isUsual = answer.kind === 'accepted' || answer.kind === 'already';
  if (isUsual) await terminal.out(sentenceOf(name, answer));
  else terminal.err(`vigil: ${sentenceOf(name, answer)}`);
  return isUsual ? 0 : 1;
}

function sentenceOf(id: string, answer: AcceptAnswer): string {
  switch (answer.kind) {
    case 'accepted': {
      const { usual, instead } = levelWords(answer.level);
      return `${shortNameOf(answer.alert.subject)}: ${usual} from now on${instead}; #${id} resolves in a few minutes`;
    }
    case 'already':
      return (
        `${shortNameOf(answer.alert.subject)}: accepted already: ${levelWords(answer.level).usual}; ` +
        `#${id} resolves in a few minutes`
      );
    case 'over':
    case 'unknown':
      return notOpenWords(id, answer, 'accept');
    case 'not-acceptable':
      return `#${id} is ${answer.alert.kind}, and there is nothing to accept: ${nothingToAccept(answer.alert.kind)}`;
    case 'nothing-known':
      return (
        `nothing is known yet of what is usual for ${shortNameOf(answer.alert.subject)}, so there is nothing to put ` +
        `another level in place of; it is learned by itself`
      );
    case 'nothing-seen':
      return (
        `no call of ${shortNameOf(answer.alert.subject)} since #${id} began, of the last hour, shows the new level; ` +
        `try again when it was called`
      );
    case 'too-early':
      return `#${id} is seen for less than a quarter of an hour: too short to tell the new level from; try again then`;
    case 'try-again':
      return 'the sweeper wrote at the same time; try again';
  }
}
