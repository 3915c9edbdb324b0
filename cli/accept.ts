/** `vigil accept`: takes what an open alert reports as usual from now on. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoState } from '../adapters/dynamodb/state';
import { acceptAlert, type AcceptAnswer, type AcceptWorld } from '../core/accept-alert';
import { formatMs } from '../core/alert/figures';
import { shortNameOf } from '../core/alert/words';
import type { Terminal } from './terminal';

export const acceptInTable = async (id: string, table: string, terminal: Terminal): Promise<number> =>
  acceptAndTell(id, { ...createDynamoState(createDynamoClient(), table), now: Date.now }, terminal);

/** Gives the exit code: 1 where nothing was accepted. */
export async function acceptAndTell(id: string, world: AcceptWorld, terminal: Terminal): Promise<number> {
  const name = id.replace(/^#/, '');
  const answer = await acceptAlert(name, world);
  if (answer.kind === 'accepted') await terminal.out(sentenceOf(name, answer));
  else terminal.err(`vigil: ${sentenceOf(name, answer)}`);
  return answer.kind === 'accepted' ? 0 : 1;
}

function sentenceOf(id: string, answer: AcceptAnswer): string {
  switch (answer.kind) {
    case 'accepted':
      return (
        `${shortNameOf(answer.alert.subject)}: about ${formatMs(answer.toMs)} is usual from now on instead of ` +
        `${formatMs(answer.fromMs)}; #${id} resolves in a few minutes`
      );
    case 'not-open':
      return `no open alert has the id ${id}; it stands in every message, such as 3fa9c1-2`;
    case 'not-acceptable':
      return `#${id} is ${answer.alert.kind}: that is never taken as usual; raise its settings or switch it off in the stack`;
    case 'nothing-seen':
      return `no call of ${shortNameOf(answer.alert.subject)} in the last hour says how long it took; try again when it was called`;
    case 'try-again':
      return 'the sweeper wrote at the same time; try again';
  }
}
