import { whySmall } from '../../../core/alert/small';
import { minuteOf } from '../../../core/state/minute';
import { attacks, honest, spread } from '../attacks';
import { play, T0, type Try } from '../login-stage';
import { many } from '../minutes';
import type { Alert } from '../../../core/alert/alert';
import type { LoginAttackEvidence } from '../../../core/detect/finding';

const HOUR = 3_600_000;
const shapeOf = (alert: Alert | undefined): string =>
  alert?.evidence.kind === 'login-attack' ? alert.evidence.shape : 'silent';
const opened = (told: readonly Alert[]) => told.filter(({ change }) => change === 'open');

describe('an attack', () => {
  it.each(Object.entries(attacks))('of shape %s is one incident, under its name', async (shape, tries) => {
    const { told, stored } = await play([...honest(), ...tries]);
    expect(shapeOf(stored)).toBe(shape);
    expect(opened(told)).toHaveLength(1);
    expect(stored?.severity).toBe('warning');
  });

  it('is found while it goes on, and named as what it is by then', async () => {
    const { told } = await play([...honest(), ...attacks.guessing]);
    const [first] = told;
    expect(first!.changedAtMs - T0).toBeLessThanOrEqual(6 * 60_000);
    expect(first?.addresses).toEqual([{ address: '203.0.113.5', tries: 10, accounts: 1, advice: 'block' }]);
  });

  it('that pauses and comes again is still the same incident', async () => {
    const again = attacks.guessing.map((each) => ({ ...each, atMs: each.atMs + HOUR }));
    const { told } = await play([...honest(), ...attacks.guessing, ...again]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(told.map(({ change }) => change)).toEqual(expect.arrayContaining(['open', 'resolve', 'update']));
  });

  it.each(['guessing', 'distributed'] as const)(
    'of shape %s that is over stays so when one whom it was after mistypes',
    async (shape) => {
      const whom = attacks[shape][0]!.account!;
      const later = many(4, (i) => [
        { atMs: T0 + (47 + i * 5) * 60_000, account: whom, address: '198.51.100.200' },
        { atMs: T0 + (47 + i * 5) * 60_000 + 9000, account: whom, address: '198.51.100.200', isRight: true },
      ]).flat();
      const { told } = await play([...honest(), ...attacks[shape], ...later], { untilMs: T0 + 2 * HOUR });
      expect(told.filter(({ change }) => change === 'resolve')).toHaveLength(1);
      expect(told.at(-1)?.change).toBe('resolve');
    },
  );

  it('that is over is found again when it goes on, be it slower', async () => {
    const slower = spread(30, 60, () => ({ account: 'boss@shop.example', address: '203.0.113.5' }), T0 + 45 * 60_000);
    const { told } = await play([...honest(), ...attacks.guessing, ...slower], { untilMs: T0 + 3 * HOUR });
    expect(told.map(({ change }) => change)).toEqual(['open', 'resolve', 'update', 'resolve']);
    expect(told[2]!.changedAtMs).toBeLessThan(T0 + 75 * 60_000);
  });

  it.each(['guessing', 'stuffing', 'distributed'] as const)(
    'of shape %s says the same of duplicates',
    async (shape) => {
      const tries = [...honest(1.1), ...attacks[shape]];
      const once = await play(tries);
      const thrice = await play(tries, { times: 3 });
      expect(thrice.told).toEqual(once.told);
    },
  );

  it('is told the sooner, the more tries there are', async () => {
    const findAt = async (count: number): Promise<number> => {
      const tries = spread(count, 10, () => ({ account: 'boss@shop.example', address: '203.0.113.5' }));
      return (await play([...honest(1.1), ...tries])).told[0]?.changedAtMs ?? Infinity;
    };
    const at = [await findAt(5), await findAt(12), await findAt(40), await findAt(120)];
    expect(at[0]).toBe(Infinity);
    expect(at.toSorted((one, other) => other - one)).toEqual(at);
  });

  it.each([
    ['sensitive', 'guessing'],
    ['default', 'silent'],
    ['quiet', 'silent'],
  ] as const)('of six tries is, at preset %s, %s', async (preset, shape) => {
    const tries = spread(6, 2, () => ({ account: 'boss@shop.example', address: '203.0.113.5' }));
    expect(shapeOf((await play([...honest(), ...tries], { preset })).stored)).toBe(shape);
  });
});

describe('honest logins', () => {
  const office = (i: number, isRight: boolean): Omit<Try, 'atMs'> => ({
    account: `colleague${i % 300}@shop.example`,
    address: '192.0.2.1',
    isRight,
  });

  it.each<[string, Try[]]>([
    ['customers who mistype', honest(3)],
    [
      'an office behind one address, where one in ten fails',
      [...honest(), ...spread(300, 60, (i) => office(i, i % 10 !== 0))],
    ],
    [
      'somebody who forgot the password and gives up',
      [...honest(), ...spread(6, 4, () => ({ account: 'customer1@shop.example', address: '198.51.100.1' }))],
    ],
    ['everybody at once, failing as usual', [...honest(), ...many(10, (shop) => honest(1, T0 + HOUR, shop)).flat()]],
    ['one login a day', many(5, (i) => ({ atMs: T0 + i * 24 * HOUR, account: 'a', address: '192.0.2.1' }))],
  ])('%s: nothing', async (_, tries) => expect((await play(tries)).told).toEqual([]));
});

describe('what came of it', () => {
  const success = (account: string, address: string, atMs: number): Try => ({ atMs, account, address, isRight: true });

  it('falls: a success from an attacking address is critical and listed', async () => {
    const { told, stored } = await play([
      ...honest(),
      ...attacks.spraying,
      success('customer7@shop.example', '203.0.113.5', T0 + 21 * 60_000),
    ]);
    expect(stored).toMatchObject({
      severity: 'critical',
      fallen: [{ account: 'c***@s***.example', address: '203.0.113.5' }],
    });
    expect(JSON.stringify(stored)).not.toContain('customer7');
    expect(opened(told)).toHaveLength(1);
  });

  it('falls late: a log that showed no success until then is blind to them no more', async () => {
    const late = success('boss@shop.example', '203.0.113.5', T0 + 2 * HOUR);
    const { told, stored } = await play([...honest().filter(({ isRight }) => !isRight), ...attacks.guessing, late]);
    expect(told[0]?.evidence).toMatchObject({ blindTo: ['successes'] });
    expect(stored).toMatchObject({ severity: 'critical', evidence: { blindTo: [] } });
  });

  it.each([
    ['two hours after it, the same incident wakes', 2, 1],
    ['four hours after it, nothing', 4, 0],
  ])('a success from an attacking address %s', async (_, hours, fallen) => {
    const tries = [...honest(), ...attacks.guessing, success('boss@shop.example', '203.0.113.5', T0 + hours * HOUR)];
    const { told, stored } = await play(tries);
    expect(stored?.fallen?.length ?? 0).toBe(fallen);
    expect(opened(told)).toHaveLength(1);
  });

  it('is to be checked: a success on an account under attack from where it never logged in', async () => {
    const { stored } = await play([
      ...honest(),
      ...attacks.guessing.map((each) => ({ ...each, account: 'customer7@shop.example' })),
      success('customer7@shop.example', '192.0.2.77', T0 + 8 * 60_000),
    ]);
    expect(stored).toMatchObject({
      severity: 'warning',
      toCheck: [{ account: 'c***@s***.example', address: '192.0.2.77' }],
    });
    expect(stored?.fallen).toBeUndefined();
  });

  it('is nothing: the owner logs in from where he always does', async () => {
    const { stored } = await play([
      ...honest(),
      ...attacks.guessing.map((each) => ({ ...each, account: 'customer7@shop.example' })),
      success('customer7@shop.example', '198.51.100.7', T0 + 8 * 60_000),
    ]);
    expect([stored?.fallen, stored?.toCheck]).toEqual([undefined, undefined]);
  });

  it('falls: from one of three hundred addresses after one account, more than its window lists', async () => {
    const all = spread(1200, 30, (i) => ({
      account: 'customer7@shop.example',
      address: `203.0.${100 + (i % 3)}.${Math.floor((i % 300) / 3)}`,
    }));
    // The last in each window's list of addresses, which has no room for it.
    const fell = { ...all[899]!, isRight: true };
    const { stored } = await play([...honest(), ...all.filter((each) => each.atMs !== fell.atMs), fell]);
    expect(stored?.addresses).toHaveLength(300);
    expect(stored?.fallen).toMatchObject([{ address: fell.address }]);
  });

  it('falls: what a leaked list opens is no sign that an address is shared', async () => {
    const opened = many(5, (i) => success(`customer${i}@shop.example`, '203.0.113.5', T0 + i * 60_000));
    const { stored } = await play([...honest(), ...attacks.enumeration, ...opened]);
    expect(stored?.addresses).toMatchObject([{ address: '203.0.113.5', advice: 'block' }]);
    expect(stored?.fallen).toHaveLength(5);
  });

  it('names an address shared where three accounts with a history got in from it', async () => {
    const office = [T0 - HOUR - 20 * 60_000, T0].flatMap((atMs) =>
      many(5, (i) => success(`customer${i}@shop.example`, '203.0.113.5', atMs + i * 1000)),
    );
    const { stored } = await play([...honest(), ...attacks.enumeration, ...office]);
    expect(stored?.addresses).toMatchObject([{ address: '203.0.113.5', advice: 'challenge' }]);
    expect(stored?.severity).toBe('warning');
  });

  it('never offers an address of an undeclared form for blocking', async () => {
    const { stored } = await play([...honest(), ...attacks.guessing], { source: null });
    expect(stored?.addresses).toMatchObject([{ address: '203.0.113.5', advice: 'look' }]);
  });

  it('lists the attackers by harm: tries times accounts', async () => {
    const { stored } = await play([
      ...honest(),
      ...spread(40, 10, () => ({ account: 'boss', address: '203.0.113.1' })),
      ...spread(20, 10, (i) => ({ account: `leaked${i}`, address: '203.0.113.2' })),
    ]);
    expect(stored?.addresses.map(({ address }) => address)).toEqual(['203.0.113.2', '203.0.113.1']);
  });
});

describe('bad input', () => {
  it.each<[string, (each: Try) => Try, string, readonly string[]]>([
    ['no address', (each) => ({ ...each, address: undefined }), 'guessing', ['addresses']],
    ['no account', (each) => ({ ...each, account: undefined }), 'guessing', ['accounts']],
  ])('a log that names %s is judged all the same, and says what it is blind to', async (_, strip, shape, blind) => {
    const { stored } = await play([...honest(), ...attacks.guessing].map(strip));
    expect(shapeOf(stored)).toBe(shape);
    expect(stored?.evidence).toMatchObject({ blindTo: blind });
  });

  it('a source with no success ever logged is judged by its failures', async () => {
    const { stored } = await play([...honest(), ...attacks.guessing].filter(({ isRight }) => !isRight));
    expect(shapeOf(stored)).toBe('guessing');
    expect(stored?.evidence).toMatchObject({ blindTo: ['successes'] });
  });

  it('a clock two hours ahead is judged by the sweeper in the minute in which ours has come so far', async () => {
    const { told } = await play([...honest(), ...attacks.guessing], { lateMs: -2 * HOUR + 60_000, untilMs: T0 + HOUR });
    expect(opened(told).length).toBe(1);
    expect(minuteOf(told[0]!.changedAtMs)).toBe(minuteOf(T0));
  });

  describe('a burst delivered hours late', () => {
    const burst = attacks.guessing.map((each) => ({ ...each, atMs: each.atMs - 6 * HOUR }));
    const fell: Try = { atMs: T0 - 6 * HOUR + 11 * 60_000, account: 'boss@shop.example', address: '203.0.113.5' };

    it('is told once, as past, with its own time, and waits for the digest', async () => {
      const { told } = await play(burst, { lateMs: 5 * HOUR, untilMs: T0 });
      expect(told.map(({ change }) => change)).toEqual(['open', 'resolve']);
      const [first] = told;
      expect(first).toMatchObject({ isLate: true, evidence: { shape: 'guessing' }, firstSeenMs: T0 - 6 * HOUR });
      expect(first!.lastSeenMs).toBeLessThan(T0 - 5.8 * HOUR);
      expect(whySmall(first!, { digest: { hour: 8 } })).toBe('late');
    });

    it('that got into an account says so, and does not wait', async () => {
      const { told } = await play([...burst, { ...fell, isRight: true }], { lateMs: 5 * HOUR, untilMs: T0 });
      expect(told.filter(({ fallen }) => (fallen?.length ?? 0) > 0)).not.toEqual([]);
      expect(told.at(-1)).toMatchObject({ isLate: true, severity: 'critical', fallen: [{ address: '203.0.113.5' }] });
      expect(whySmall(told.at(-1)!, { digest: { hour: 8 } })).toBeUndefined();
    });

    it('a fall that comes hours after the attack was told is told', async () => {
      const [, ...rest] = attacks.guessing;
      const inTime = await play([...honest(), ...attacks.guessing], { untilMs: T0 + 2 * HOUR });
      expect(inTime.stored?.severity).toBe('warning');
      const lateFall: Try = { ...rest.at(-1)!, atMs: T0 + 11 * 60_000, isRight: true, arrivesMs: T0 + 2 * HOUR };
      const { told, stored } = await play([...honest(), ...attacks.guessing, lateFall]);
      expect(stored).toMatchObject({ severity: 'critical', fallen: [{ address: '203.0.113.5' }] });
      expect(opened(told)).toHaveLength(1);
    });

    it('is not told again where it was told in time', async () => {
      const inTime = await play([...honest(1.5, T0 - 6 * HOUR), ...burst], { untilMs: T0 });
      const { told } = await play([...honest(1.5, T0 - 6 * HOUR), ...burst], { times: 2, untilMs: T0 });
      expect(told).toEqual(inTime.told);
    });
  });

  it('an account name of 100 KB is one account, masked', async () => {
    const name = `${'x'.repeat(100_000)}@shop.example`;
    const { stored } = await play([...honest(), ...attacks.guessing.map((each) => ({ ...each, account: name }))]);
    expect(stored?.evidence).toMatchObject({ shape: 'guessing', accountsTouched: 1 });
    expect(JSON.stringify(stored).length).toBeLessThan(2000);
  });

  it('a flood from thousands of addresses is one incident with a bounded list', async () => {
    const flood = spread(6000, 10, (i) => ({
      account: `u${i}`,
      address: `10.${i >> 8}.${i & 255}.1`,
      isUnknown: true,
    }));
    const { told, stored } = await play([...honest(1.1), ...flood, ...attacks.guessing]);
    expect(opened(told)).toHaveLength(1);
    expect(stored!.addresses.length).toBeLessThanOrEqual(500);
    expect(stored?.addresses.map(({ address }) => address)).toContain('203.0.113.5');
  });

  it('a flood from thousands of addresses on some hundred accounts is distributed, though a loud guesser is among them', async () => {
    const flood = spread(6000, 10, (i) => ({
      account: `customer${i % 300}@shop.example`,
      address: `10.${Math.floor((i % 3000) / 250)}.${i % 250}.1`,
    }));
    const guesser = spread(150, 10, () => ({ account: 'boss@shop.example', address: '203.0.113.5' }));
    const { told, stored } = await play([...honest(), ...flood, ...guesser]);
    expect(opened(told)).toHaveLength(1);
    expect(shapeOf(stored)).toBe('distributed');
    const { addressesSeen, failures } = stored!.evidence as LoginAttackEvidence;
    expect(addressesSeen).toBeGreaterThan(2000);
    expect(failures).toBeGreaterThan(4000);
    expect(stored?.addresses[0]).toMatchObject({ address: '203.0.113.5', advice: 'block' });
  });

  it('a flood from as many addresses as accounts, each tried once, may be a broken login: a spike', async () => {
    const flood = spread(240, 20, (i) => ({ account: `u${i}@shop.example`, address: `203.0.113.${i}` }));
    const { told, stored } = await play([...honest(), ...flood]);
    expect(opened(told)).toHaveLength(1);
    expect(told.map(shapeOf)).toEqual(told.map(() => 'spike'));
    expect(stored?.addresses).toEqual([]);
  });

  it('a field map that is half wrong tells tries without accounts, never of accounts that are none', async () => {
    const outcome = { path: 'event', success: ['in'], failure: ['authn_login_fail*'] };
    const fieldMap = { outcome, account: 'nobody', address: 'source_ip' };
    const { stored } = await play([...honest(), ...attacks.guessing], { source: { format: 'field-map', fieldMap } });
    expect(stored?.evidence).toMatchObject({ shape: 'guessing', blindTo: ['accounts'] });
  });
});

describe('what happens all day long', () => {
  const DAY = 24 * 60;
  const creeping = (count: number): Try[] =>
    spread(count, (DAY * count) / 15, () => ({ account: 'boss@shop.example', address: '203.0.113.5' }));

  it.each([
    ['nine tries of an address', 9, 'silent'],
    ['ten tries of an address', 10, 'low-and-slow'],
  ])('%s', async (_, count, shape) =>
    expect(shapeOf((await play([...honest(), ...creeping(count)])).stored)).toBe(shape),
  );

  it('an office behind one address, where people fail and get in as well, is quiet', async () => {
    const office = spread(2 * 96, DAY, (i) => ({
      account: `colleague${i % 7}@shop.example`,
      address: '203.0.113.5',
      isRight: i % 2 === 1,
    }));
    const { told } = await play([...honest(), ...office]);
    expect(told.map((alert) => [shapeOf(alert), alert.evidence, new Date(alert.changedAtMs).toISOString()])).toEqual(
      [],
    );
  });

  it('an office is quiet too where the log names addresses alone, so that nobody is seen to get in from one', async () => {
    const outcome = { path: 'event', success: ['authn_login_success*'], failure: ['authn_login_fail*'] };
    const source = { format: 'field-map', fieldMap: { outcome, account: 'nobody', address: 'source_ip' } } as const;
    const office = spread(3 * 96, DAY, (i) => ({
      account: `colleague${i % 7}@shop.example`,
      address: '203.0.113.5',
      isRight: i % 6 !== 1,
    }));
    const { told } = await play([...honest(), ...office], { source });
    expect(told.map(shapeOf)).toEqual([]);
  });

  it.each<[string, (i: number) => boolean, string]>([
    ['that gets in each time after one failed try', (i) => i % 2 === 1, 'silent'],
    ['on which nobody gets in', () => false, 'low-and-slow'],
  ])('where the log names accounts alone, an account %s', async (_, isRight, shape) => {
    const tries = spread(48, DAY, (i) => ({ account: 'boss@shop.example', isRight: isRight(i) }));
    const around = honest().map(({ address: _address, ...each }) => each);
    expect(shapeOf((await play([...around, ...tries])).stored)).toBe(shape);
  });

  it.each<[string, number, string]>([
    ['fails all day and nobody gets in', 0, 'low-and-slow'],
    ['fails as often while people get in', 3, 'silent'],
  ])('where the log names addresses alone, one that %s', async (_, timesIn, shape) => {
    const address = '203.0.113.5';
    const tries = spread(24, DAY, () => ({ address }));
    const inside = spread(24 * timesIn, DAY, () => ({ address, isRight: true }));
    const around = honest(4).map(({ account: _account, ...each }) => each);
    expect(shapeOf((await play([...around, ...tries, ...inside])).stored)).toBe(shape);
  });

  it('an address that tries six accounts every other hour has tried at least six', async () => {
    const address = '203.0.113.5';
    const tries = many(12, (i) =>
      spread(6, 5, (j) => ({ account: `customer${(i * 6 + j) % 90}@shop.example`, address }), T0 + i * 2 * HOUR),
    ).flat();
    const last: Try = { atMs: T0 + 23.5 * HOUR, account: 'customer1@shop.example', address };
    const { stored } = await play([...honest(), ...tries, last]);
    expect(stored?.evidence).toMatchObject({ shape: 'low-and-slow', accountsTouched: 6, addressesSeen: 1 });
  });

  it('names that nobody has are tried from everywhere, and are nobody', async () => {
    const noise = spread(60, DAY, (i) => ({ account: 'admin', address: `203.0.113.${i}`, isUnknown: true }));
    expect((await play([...honest(), ...noise])).told).toEqual([]);
  });

  it('tells of an account that fell before anybody could know', async () => {
    const early: Try = { atMs: T0 + 5 * HOUR + 1, account: 'boss@shop.example', address: '203.0.113.5', isRight: true };
    const { stored } = await play([...honest(), ...creeping(15), early]);
    expect(stored).toMatchObject({ severity: 'critical', fallen: [{ address: '203.0.113.5' }] });
  });
});
