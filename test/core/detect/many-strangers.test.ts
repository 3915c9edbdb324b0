/** Attacks from many addresses where the log names no accounts: told by how many fail that nobody gets in from. */
import { attacks, honest, spread } from '../attacks';
import { play, T0, type Try } from '../login-stage';

const outcome = { path: 'event', success: ['authn_login_success*'], failure: ['authn_login_fail*'] };
/** Of the two a line names, the map reads the address alone. */
const source = { format: 'field-map', fieldMap: { outcome, account: 'nobody', address: 'source_ip' } } as const;

const HOURS = 5;
/** Bots that come at any time, each with two tries and then gone. */
const bots = (everyMinutes: number): Try[] =>
  spread(
    (2 * HOURS * 60) / everyMinutes,
    HOURS * 60,
    (i) => ({ address: `192.0.2.${i >> 1}` }),
    T0 - HOURS * 3_600_000,
  );

const seen = async (tries: readonly Try[], before = honest(HOURS)) => {
  const { told, stored } = await play([...before, ...tries], { source });
  return {
    shapes: told.flatMap(({ evidence }) => (evidence.kind === 'login-attack' ? [evidence.shape] : [])),
    afterMs: (told[0]?.changedAtMs ?? Infinity) - T0,
    addresses: stored?.addresses.map(({ address }) => address) ?? [],
  };
};

it('thirty addresses that try four times each are distributed, and told within six minutes', async () => {
  const { shapes, afterMs, addresses } = await seen(attacks.distributed);
  expect(shapes[0]).toBe('distributed');
  expect(afterMs).toBeLessThan(6 * 60_000);
  expect(addresses.every((each) => each.startsWith('203.0.113.'))).toBe(true);
  expect(addresses.length).toBeGreaterThanOrEqual(28);
});

it.each<[string, Try[], Try[]]>([
  ['while less than three hours of failures are known', [...honest(2)], [...attacks.distributed]],
  [
    'where bots come as they always do',
    [...honest(HOURS), ...bots(1)],
    spread(20, 10, (i) => ({ address: `203.0.113.${i}` })),
  ],
  [
    'where everybody fails, for the login is out of order',
    [...honest(HOURS)],
    spread(120, 30, (i) => ({ address: `198.51.100.${i % 90}` })),
  ],
])('%s, nothing is called distributed', async (_, before, tries) =>
  expect((await seen(tries, before)).shapes).not.toContain('distributed'),
);
