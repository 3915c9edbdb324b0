/** Shows that who was told of an episode is told its end as well, wherever it belongs by then. */
import { createMemory } from '../../../adapters/memory';
import type { Alert } from '../../../core/alert/alert';
import { knownOn } from '../../../core/alert/audience';
import { tellChannel } from '../../../core/alert/desk/tell-channel';
import { handOver } from '../../../core/alert/hand-over';
import type { Routing } from '../../../core/alert/route';
import { madeAlert } from '../../contracts/made-alert';

const T0 = 1_795_405_500_000;
const MINUTE = 60_000;
const routing: Routing = {
  choose: 'first',
  routes: [
    { match: { severity: 'critical' }, channels: ['oncall'] },
    { match: {}, channels: ['team'] },
  ],
};

function stage() {
  const { alerts, desks } = createMemory();
  const told: string[] = [];
  let nowMs = T0;
  const now = () => nowMs;
  const ring = async (channel: string): Promise<void> => {
    const tell = async (what: Pick<Alert, 'change'>) => {
      told.push(`${channel} ${what.change}`);
      return { kind: 'sent' } as const;
    };
    const common = { settings: {}, onRefused: async () => undefined, now, wait: async () => undefined };
    await tellChannel({
      ...common,
      desk: desks,
      alerts,
      channel,
      tell: async (what) => ('form' in what ? { kind: 'sent' } : tell(what)),
      holder: `${channel} ${nowMs}`,
    });
  };
  const turn = async (changes: Partial<Alert>): Promise<readonly string[]> => {
    const stored = await alerts.read(madeAlert());
    const { seq, rev } = stored ?? { seq: 0, rev: 0 };
    const alert = { ...madeAlert(stored), ...changes, seq: seq + 1, rev: rev + 1, changedAtMs: nowMs };
    await alerts.write(alert, rev);
    if (stored === undefined) await alerts.noteOpen(alert);
    told.length = 0;
    const world = { alerts, desks, routing, settings: {}, tagsOf: () => ({}), ring, now };
    for (let round = 0; round < 2; round += 1) {
      nowMs += 2 * MINUTE;
      const read = await alerts.read(alert);
      await handOver(read ? [read] : [], world);
    }
    return told.toSorted();
  };
  return { turn, alerts };
}

it('follows up in the team’s thread what became the on-call’s, to its end', async () => {
  const { turn, alerts } = stage();
  expect(await turn({ severity: 'warning' })).toEqual(['team open']);
  expect(await turn({ severity: 'critical', change: 'update' })).toEqual(['oncall open', 'team update']);
  expect(await turn({ state: 'resolved', change: 'resolve' })).toEqual(['oncall resolve', 'team resolve']);
  expect(await alerts.listOpen()).toEqual([]);
  const next = { id: '3fa9c1-2', episode: 2, state: 'open', change: 'open' } as const;
  expect(await turn(next)).toEqual(['oncall open']);
});

it.each([
  ['its own message', { loud: 2, via: '3fa9c1-2' }, true],
  ['a group', { loud: 2, via: 'g3fa9c1-2' }, true],
  ['a message of an earlier episode', { loud: 1, via: '3fa9c1-1' }, false],
  ['a group of an earlier episode', { loud: 1, via: 'g3fa9c1-1' }, false],
  ['the daily digest', { loud: 2, via: 'daily' }, false],
  ['a digest of what went beyond the rate', { loud: 2, via: 'd1' }, true],
  ['an earlier digest', { loud: 1, via: 'd1' }, false],
])('takes a channel for one that knows: told by %s', (_, heard, isKnown) => {
  const alert = { id: '3fa9c1-2', episode: 2, loud: 2, heard: { team: heard } };
  expect(knownOn(alert)).toEqual(isKnown ? ['team'] : []);
});
