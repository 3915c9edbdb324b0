/** `vigil redrive-alerts`: puts back on its queue what a channel had refused, now that it is mended. */
import { createQueuesClient, moveMessages } from '../adapters/move-messages';
import { countOf } from '../core/alert/figures';
import { renderAgain } from '../core/alert/news';
import { openStack } from './open-stack';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

export interface RedriveAlertsOptions {
  readonly stack: string;
  readonly channel?: string;
  readonly dryRun: boolean;
}

/** What was told meanwhile the sender passes over. */
export async function redriveAlerts(options: RedriveAlertsOptions, terminal: Terminal): Promise<number> {
  const { channel, dryRun } = options;
  const { channels, queues } = await openStack(options.stack);
  if (channel !== undefined && !channels.includes(channel))
    throw new WrongUse(`there is no channel "${channel}" in that stack; there are ${channels.join(', ')}`);
  const client = createQueuesClient();
  for (const name of channel === undefined ? channels : [channel]) {
    const urls = queues[name];
    if (urls === undefined) continue;
    const count = await moveMessages(client, {
      from: urls.deadLetters,
      to: dryRun ? undefined : urls.queue,
      render: renderAgain,
      onMessage: async (why) => terminal.out(`${name}: ${why ?? 'tried too often'}`),
    });
    terminal.err(`${name}: ${countOf(count, 'message', 'messages')} ${dryRun ? 'left as they were' : 'put back'}`);
  }
  return 0;
}
