/** The real life cycle, hand-over and desks on memory, with a clock, crashes and people; beside each key its reference. */
import { createMemory } from '../../../../adapters/memory';
import { createMemorySilences } from '../../../../adapters/memory/silences';
import type { Alert } from '../../../../core/alert/alert';
import { tellChannel } from '../../../../core/alert/desk/tell-channel';
import { handOver } from '../../../../core/alert/hand-over';
import { hushOf, type Asked } from '../../../../core/alert/hush';
import { routeAll } from '../../../../core/alert/route';
import { settleAlert } from '../../../../core/alert/settle';
import { RANK } from '../../../../core/alert/severity';
import type { Silence } from '../../../../core/alert/silence';
import type { FunctionRecent } from '../../../../core/baseline/recent';
import type { Finding } from '../../../../core/detect/finding';
import { alertKey } from '../../../../core/state/keys';
import { KEYS, SETTINGS, type Key } from './keys';
import { createPeople, type People } from './people';
import { createReference, type Sight } from './reference';

export const MINUTE = 60_000;
const T0 = Date.parse('2026-11-20T14:00:00Z');
const RATIO = { none: 0, barely: 1, clearly: 3 } as const;

/** Nothing is kept back for too little is known of the function. */
const WELL_KNOWN: FunctionRecent = {
  kind: 'function',
  rev: 1,
  foldedDue: 0,
  minutes: 10_000,
  decayedTo: 1,
  calls: 10_000,
  durations: [],
};

class Crash extends Error {}

export type Stage = ReturnType<typeof createStage>;

export function createStage(keys: readonly Key[] = KEYS) {
  const memory = createMemory();
  let nowMs = T0;
  let callsLeft = Infinity;
  let runs = 0;
  let wasUnsure = false;
  const now = () => nowMs;
  const tracks = keys.map((each) => ({
    ...each,
    degree: 'none' as Sight['degree'],
    isLate: false,
    severityNow: each.severity,
    reference: createReference(each.key.kind !== 'timeouts'),
  }));
  const silences = createMemorySilences();
  let silencesMade = 0;
  const people = [createPeople('email', false, now), createPeople('slack', true, now)];
  const routing = routeAll(people.map(({ channel }) => channel));

  /** Every call to the world may be the last of its run, before or after it was carried out. */
  const fragile = <World extends object>(world: World): World =>
    new Proxy(world, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          callsLeft -= 1;
          if (callsLeft === 0) throw new Crash();
          const answer: unknown = await Reflect.apply(member, target, given);
          callsLeft -= 1;
          if (callsLeft === 0) throw new Crash();
          return answer;
        };
      },
    });
  const alerts = fragile(memory.alerts);
  const desks = fragile(memory.desks);

  /** What the reference takes for silent: the rule a second time, on what people asked for. */
  const isSilent = ({ key, severityNow }: (typeof tracks)[number], made: readonly Silence[]): boolean =>
    made.some(
      ({ kind = key.kind, function: name = '*', severity = 'critical', fromMs, untilMs }) =>
        kind === key.kind &&
        (name === '*' || name === key.subject.name) &&
        RANK[severityNow] <= RANK[severity] &&
        nowMs >= fromMs &&
        nowMs < untilMs,
    );

  async function orCrash<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      callsLeft = Infinity;
      return undefined;
    }
  }

  const findingOf = ({ key, evidence, degree, severityNow, isLate }: (typeof tracks)[number]): Finding | undefined =>
    degree === 'none'
      ? undefined
      : {
          ...key,
          severity: severityNow,
          ratio: RATIO[degree],
          firstSeenMs: nowMs - (isLate ? 60 : 1) * MINUTE,
          lastSeenMs: nowMs - (isLate ? 50 * MINUTE : 0),
          ...(isLate && { isLate }),
          evidence,
          addresses: [],
        };

  const settle = async (track: (typeof tracks)[number]) => {
    const finding = findingOf(track);
    const seen = { silences: await silences.list(), findings: finding ? [finding] : [], recent: WELL_KNOWN, nowMs };
    const world = { alerts, hushOf: (asked: Asked) => hushOf(asked, seen), newUsualOf: () => undefined, now };
    return settleAlert(track.key, finding, world);
  };

  async function look(track: (typeof tracks)[number], writers: number): Promise<void> {
    // Nobody waits for a second look at what is critical.
    const degree = track.degree !== 'none' && track.severityNow === 'critical' ? 'clearly' : track.degree;
    track.reference.look({ degree, isHushed: isSilent(track, await silences.list()) }, nowMs);
    const both = Array.from({ length: writers }, () => orCrash(() => settle(track)));
    const changes = (await Promise.all(both)).filter((alert) => alert !== undefined);
    if (changes.length === 0) await orCrash(() => settle(track)); // a delivery that failed comes again
    for (const { kind, subject, seq, severity } of changes)
      for (const { channel } of people)
        await orCrash(() => desks.wait(channel, { key: { kind, subject }, seq, severity }));
  }

  async function tell(of: People, writers = 1): Promise<void> {
    const telling = () => {
      runs += 1;
      const { channel } = of;
      return orCrash(() =>
        tellChannel({
          desk: desks,
          alerts,
          channel,
          tell: (told, thread) => fragile(of).tell(told, thread),
          onRefused: async () => undefined,
          settings: SETTINGS,
          now,
          wait: async () => undefined,
          holder: `run ${runs}`,
        }),
      );
    };
    await Promise.all(Array.from({ length: writers }, telling));
  }

  async function sweep(writers = 1): Promise<void> {
    const open = new Set((await memory.alerts.listOpen()).map((key) => alertKey(key).pk));
    for (const track of tracks)
      if (track.degree !== 'none' || open.has(alertKey(track.key).pk)) await look(track, writers);
    const listed = await Promise.all((await memory.alerts.listOpen()).map((key) => memory.alerts.read(key)));
    const rung = new Set<string>();
    const world = {
      alerts,
      desks,
      routing,
      settings: SETTINGS,
      tagsOf: () => ({}),
      now,
      ring: async (channel: string) => void rung.add(channel),
    };
    await orCrash(() =>
      handOver(
        listed.filter((alert): alert is Alert => alert !== undefined),
        world,
      ),
    );
    for (const each of people) if (rung.has(each.channel)) await tell(each, writers);
  }

  return {
    memory,
    tracks,
    people,
    now,
    isUnsure: () => wasUnsure,
    async silence(wanted: Pick<Silence, 'kind' | 'function' | 'severity'>, minutes: number): Promise<void> {
      silencesMade += 1;
      const made = {
        id: `s${silencesMade}`,
        author: 'a',
        reason: 'b',
        fromMs: nowMs,
        untilMs: nowMs + minutes * MINUTE,
      };
      await silences.put({ ...wanted, ...made });
    },
    async endSilences(): Promise<void> {
      for (const { id } of await silences.list()) await silences.end(id, 'c', nowMs);
    },
    setChannel(at: number, state: People['state']): void {
      const each = people[at % people.length]!;
      each.state = state;
      if (state === 'unsure') wasUnsure = true;
    },
    crashAfter(calls: number): void {
      callsLeft = calls;
      if (calls < Infinity) wasUnsure = true;
    },
    /** @param isLate found in minutes that were read back */
    fire(at: number, degree: Sight['degree'], severity?: Finding['severity'], isLate = false): void {
      const track = tracks[at % tracks.length]!;
      track.degree = degree;
      track.isLate = isLate;
      if (severity !== undefined && track.severity !== 'info') track.severityNow = severity;
    },
    /** An analyzer looks at one series at once, and rings. */
    async analyze(at: number, writers: number): Promise<void> {
      await look(tracks[at % tracks.length]!, writers);
      for (const each of people) await tell(each, writers);
    },
    async tick(minutes: number, writers = 1): Promise<void> {
      for (let minute = 0; minute < minutes; minute += 1) {
        nowMs += MINUTE;
        await sweep(writers);
      }
    },
    skip(ms: number): void {
      nowMs += ms;
    },
    sweep,
  };
}
