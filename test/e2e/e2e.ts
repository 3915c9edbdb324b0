/** `npm run e2e`: the whole system deployed onto an emulator of AWS, from a log line to a message that a person reads. */
import { runOnMinistack } from './on-ministack';
import { startReceiver } from './receiver';
import { tellTheStory } from './story';

runOnMinistack({
  name: 'e2e',
  folder: 'whole',
  mostMs: 8 * 60_000,
  start: async (up) => {
    const receiver = await startReceiver();
    up.push({ what: 'receiver', stop: receiver.stop });
    return {
      env: { E2E_SLACK_HOST: new URL(receiver.origin).host },
      tell: (steps, aws, cdk) => tellTheStory(steps, aws, cdk, receiver),
    };
  },
});
