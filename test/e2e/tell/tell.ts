/** `npm run e2e:tell`: one trouble told from opening to resolve in one thread of a Slack that has bad days, and how soon. */
import { runOnMinistack } from '../on-ministack';
import { startReceiver } from '../receiver';
import { startFakeSlack } from './fake-slack';
import { tellStory } from './tell-story';

runOnMinistack({
  name: 'e2e:tell',
  folder: 'tell',
  mostMs: 6 * 60_000,
  start: async (up) => {
    const receiver = await startReceiver();
    up.push({ what: 'receiver', stop: receiver.stop });
    const slack = await startFakeSlack();
    up.push({ what: 'Slack', stop: slack.stop });
    return {
      env: { E2E_SLACK_HOST: slack.host },
      app: 'test/e2e/tell/tell-app.ts',
      tell: (steps, aws, cdk) => tellStory({ steps, aws, cdk, receiver, slack }),
    };
  },
});
