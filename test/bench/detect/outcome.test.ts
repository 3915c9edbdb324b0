/** Outcomes: what was told is held against what was planted. */
import { isOf, outcomeOf, type Told } from '../../../bench/detect/outcome';
import type { Incident } from '../../../bench/detect/incident';
import type { Alert } from '../../../core/alert/alert';

const incident: Incident = {
  trouble: 'guessing',
  size: 1,
  startMs: 0,
  endMs: 600_000,
  knowableMs: 120_000,
  fallen: 2,
};

const told = (atSeconds: number, change: Alert['change'], shape: string, more: object = {}, id = 'a'): Told => ({
  atMs: atSeconds * 1000,
  alert: { id, change, kind: 'login-spike', evidence: { kind: 'login-attack', shape }, ...more } as unknown as Alert,
});

describe('an outcome', () => {
  it('is not found where nothing was told', () => {
    expect(outcomeOf(incident, [], [])).toMatchObject({ alerts: 0, names: [], isRightlyNamed: false, fallenTold: 0 });
    expect(outcomeOf(incident, [], []).delayMs).toBeUndefined();
  });

  it('counts the time from the event at which a perfect judge could know, and never less than none', () => {
    expect(outcomeOf(incident, [told(150, 'open', 'spike')], []).delayMs).toBe(30_000);
    expect(outcomeOf(incident, [told(60, 'open', 'spike')], []).delayMs).toBe(0);
  });

  it('takes the name at the end, and one alert for one however often it is told', () => {
    const renamed = [told(150, 'open', 'spike'), told(200, 'update', 'guessing'), told(900, 'resolve', 'guessing')];
    expect(outcomeOf(incident, renamed, [])).toMatchObject({ alerts: 1, names: ['guessing'], isRightlyNamed: true });
    const lost = [told(150, 'open', 'guessing'), told(200, 'update', 'spraying')];
    expect(outcomeOf(incident, lost, [])).toMatchObject({ names: ['spraying'], isRightlyNamed: false });
    expect(outcomeOf(incident, [...renamed, told(160, 'open', 'spike', {}, 'b')], []).alerts).toBe(2);
  });

  it('knows the other name of stuffing', () => {
    const stuffing = { ...incident, trouble: 'credential-stuffing' } as const;
    expect(outcomeOf(stuffing, [told(150, 'open', 'stuffing')], []).isRightlyNamed).toBe(true);
  });

  it('counts the accounts that were told to have fallen, and none beyond those that did', () => {
    const fallen = (count: number) => ({ fallen: Array.from({ length: count }, () => ({})) });
    expect(outcomeOf(incident, [told(150, 'open', 'guessing')], []).fallenTold).toBe(0);
    expect(outcomeOf(incident, [told(150, 'open', 'guessing', fallen(1))], []).fallenTold).toBe(1);
    expect(outcomeOf(incident, [told(150, 'open', 'guessing', fallen(3))], []).fallenTold).toBe(2);
  });

  it('takes an alert that names only strangers for none of its own', () => {
    const attack = { ...incident, addresses: new Set(['192.0.2.1', '192.0.2.2']) };
    const naming = (...addresses: string[]) =>
      told(150, 'open', 'guessing', { addresses: addresses.map((address) => ({ address, tries: 9, accounts: 1 })) });
    expect(isOf(attack, naming('192.0.2.2', '198.51.100.1'))).toBe(true);
    expect(isOf(attack, naming('198.51.100.1'))).toBe(false);
    expect(isOf(attack, naming())).toBe(true);
    expect(isOf(incident, naming('198.51.100.1'))).toBe(true);
  });

  it('keeps the first word and the number of alerts of each fixed rule', () => {
    const said = [100, 130, 140].map((seconds) => ({
      rule: 'fail2ban',
      atMs: seconds * 1000,
      isPlanted: seconds > 100,
    }));
    expect(outcomeOf(incident, [], said).fixed).toEqual({ fail2ban: { delayMs: 10_000, alerts: 2 } });
  });
});
