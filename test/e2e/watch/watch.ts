/** `npm run e2e:watch`: the subscriber deployed onto an emulator of AWS, with 300 log groups that come, stay and are left out. */
import { runOnMinistack } from '../on-ministack';
import { watchTheFleet } from './watch-story';

runOnMinistack({
  name: 'e2e:watch',
  folder: 'watch',
  mostMs: 10 * 60_000,
  start: async () => ({ env: {}, app: 'test/e2e/watch/watch-app.ts', tell: watchTheFleet }),
});
