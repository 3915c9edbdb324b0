/** `npm run e2e:watch`: the subscriber deployed onto an emulator of AWS, with 300 log groups that come, stay and are left out. */
import { runOnMinistack } from '../on-ministack';
import { startRequestCounter } from './request-counter';
import { watchTheFleet } from './watch-story';

runOnMinistack({
  name: 'e2e:watch',
  folder: 'watch',
  mostMs: 10 * 60_000,
  start: async (up) => {
    const counter = await startRequestCounter();
    up.push({ what: 'the counter of requests', stop: () => counter.stop() });
    return {
      env: { E2E_LOGS_URL: counter.url },
      app: 'test/e2e/watch/watch-app.ts',
      tell: (steps, aws, cdk) => {
        counter.to(cdk.url);
        return watchTheFleet(steps, aws, cdk, counter);
      },
    };
  },
});
