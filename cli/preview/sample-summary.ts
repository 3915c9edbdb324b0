/** Makes a group and digests for a preview, as a stack would tell them just now. */
import { DIGEST_HOUR } from '../../core/alert/alert-settings';
import type { Daily, Digest, Group, Summary } from '../../core/alert/summary';
import type { Kind } from '../../core/detect/finding';
import type { Series } from '../../core/state/series';
import { sampleAlert } from './sample-alert';

/** By the word that asks for each. */
export const SUMMARIES: Readonly<Record<string, (nowMs: number) => Summary>> = {
  digest: sampleDaily,
  overflow: sampleDigest,
  group: sampleGroup,
};

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

const NAMES = ['checkout', 'pay', 'cart', 'mail', 'search', 'stock', 'tax', 'users', 'prices', 'export'];

const of = (name: string): Series => ({ kind: 'function', name });

const ofKind = (kind: Kind, names: readonly string[], nowMs: number) =>
  names.map((name, at) => ({
    ...sampleAlert(kind, 'open', nowMs),
    subject: of(name),
    id: `${(0x3fa9c1 + at * 4099).toString(16)}-1`,
  }));

function sampleGroup(nowMs: number): Group {
  return {
    form: 'group',
    id: 'g3fa9c1-1',
    kind: 'slow-calls',
    severity: 'warning',
    change: 'open',
    seq: 1,
    members: ofKind('slow-calls', NAMES, nowMs),
    total: 14,
    resolved: 0,
    opened: 14,
    openedAtMs: nowMs - 3 * 60_000,
  };
}

function sampleDigest(nowMs: number): Digest {
  return {
    form: 'digest',
    id: 'd3',
    fromMs: nowMs - 14 * 60_000,
    toMs: nowMs,
    opened: 412,
    counts: [
      { kind: 'timeouts', severity: 'warning', opened: 308 },
      { kind: 'error-burst', severity: 'warning', opened: 104 },
    ],
    updated: 6,
    resolved: 31,
    worst: [...ofKind('timeouts', NAMES.slice(0, 6), nowMs), ...ofKind('error-burst', NAMES.slice(6), nowMs)],
  };
}

function sampleDaily(nowMs: number): Daily {
  const toMs = Math.floor(nowMs / DAY_MS) * DAY_MS + DIGEST_HOUR * HOUR_MS;
  return {
    form: 'daily',
    id: `day-${new Date(toMs).toISOString().slice(0, 10)}`,
    fromMs: toMs - DAY_MS,
    toMs,
    small: [
      {
        why: 'staged',
        kind: 'slow-drift',
        severity: 'warning',
        count: 2,
        worst: [of('search'), of('export')],
        places: 2,
      },
      { why: 'late', kind: 'timeouts', severity: 'warning', count: 1, worst: [of('stock')], places: 1 },
      {
        why: 'info',
        kind: 'memory-pressure',
        severity: 'info',
        count: 5,
        worst: [of('checkout'), of('mail'), of('users')],
        places: 4,
      },
    ],
    over: 3,
    overflow: 0,
    staged: [{ kind: 'slow-drift', wouldHaveTold: 9, days: 7 }],
    facts: {
      week: {
        told: 24,
        budget: 20,
        loudest: [
          { kind: 'slow-calls', subject: of('checkout'), count: 9 },
          { kind: 'error-burst', subject: of('pay'), count: 4 },
        ],
      },
      coverage: '41 of 43 functions watched. 1 blocked: slots held by datadog, newrelic. 1 never logged: old-export.',
      cost: { usd: 0.083, hours: 24 },
      silences: [
        {
          id: 'a1b2',
          kind: 'slow-calls',
          function: 'pay-*',
          author: 'ann',
          reason: 'moving to the new database',
          fromMs: nowMs - HOUR_MS,
          untilMs: toMs + 6 * HOUR_MS,
        },
      ],
    },
  };
}
