/** Groups and digests for tests: as full as they can get, with a name of the test's choice wherever one can stand. */
import type { Alert } from '../../../core/alert/alert';
import type { Daily, Digest, Group, Summary } from '../../../core/alert/summary';
import { KINDS, subjectOf } from '../../../core/detect/kinds';
import { someAlert } from './some-alerts';

const FROM_MS = Date.parse('2026-11-21T08:00:00Z');
const TO_MS = FROM_MS + 24 * 60 * 60_000;
const SEVERITIES = ['info', 'warning'] as const;

const named = (name: string, id = name): readonly Alert[] =>
  KINDS.slice(0, 10).map((kind) => {
    const alert = someAlert(kind, { id });
    return { ...alert, subject: { ...alert.subject, name } };
  });

export const someGroup = (name: string, changes: Partial<Group> = {}): Group => ({
  form: 'group',
  id: `g${name}`,
  kind: 'slow-calls',
  severity: 'warning',
  change: 'open',
  seq: 1,
  members: named(name),
  total: 500,
  resolved: 3,
  opened: 500,
  openedAtMs: FROM_MS,
  ...changes,
});

export const someDigest = (name: string, changes: Partial<Digest> = {}): Digest => ({
  form: 'digest',
  id: 'd7',
  fromMs: FROM_MS,
  toMs: FROM_MS + 900_000,
  opened: 99_204,
  counts: KINDS.flatMap((kind) =>
    (['critical', 'warning', 'info'] as const).map((severity) => ({ kind, severity, opened: 2_362 })),
  ),
  updated: 12,
  resolved: 4,
  worst: named(name),
  ...changes,
});

export function someDaily(name: string, changes: Partial<Daily> = {}): Daily {
  const silence = { id: name, function: name, author: name, reason: name, fromMs: FROM_MS, untilMs: TO_MS };
  const places = KINDS.map((kind) => ({ kind: subjectOf(kind), name }));
  return {
    form: 'daily',
    id: 'day-2026-11-22',
    fromMs: FROM_MS,
    toMs: TO_MS,
    small: KINDS.flatMap((kind) =>
      (['staged', 'late', 'info'] as const).flatMap((why) =>
        SEVERITIES.map((severity) => ({
          why,
          kind,
          severity,
          count: 1_200,
          worst: places.slice(0, 3),
          places: 1_100,
        })),
      ),
    ),
    over: 12,
    overflow: 99_204,
    staged: KINDS.map((kind) => ({ kind, wouldHaveTold: 1_200, days: 7 })),
    facts: {
      week: {
        told: 312,
        budget: 20,
        loudest: KINDS.slice(0, 5).map((kind, at) => ({ kind, subject: places[at]!, count: 90 })),
      },
      coverage: `3 of 4 functions watched. 1 blocked: slots held by ${name}. 2 failed: ${name}, ${name}.`,
      cost: { usd: 0.0412, hours: 24 },
      silences: Array.from({ length: 100 }, () => silence),
    },
    ...changes,
  };
}

export const someSummaries = (name: string): readonly Summary[] => [
  someGroup(name),
  someGroup(name, {
    change: 'update',
    seq: 3,
    joined: { alerts: named(name), total: 40 },
    alone: 3,
    reminders: 2,
    waitedMs: TO_MS - FROM_MS,
  }),
  someGroup(name, { change: 'resolve', seq: 2, resolved: 500 }),
  someDigest(name),
  someDaily(name),
];
