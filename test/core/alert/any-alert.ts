/** Any alert at all, with names and addresses written by somebody who means harm: for laws over the renderers. */
import * as fc from 'fast-check';
import type { Alert } from '../../../core/alert/alert';
import type { Shape } from '../../../core/detect/crowd';
import type { Evidence } from '../../../core/detect/finding';

/** What attackers write, among any UTF-16 units, lone surrogates included. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<!here|x>',
        '<@U123>',
        '<!subteam^S1>',
        '<https://evil.example|aws.amazon.com>',
        'https://evil.example/x',
        'www.evil.example',
        '@channel',
        '@\u200bhere',
        '@EVERYONE',
        '`',
        '&lt;!channel&gt;',
        '\r\nBcc: all@evil.example\r\n',
        '\u001b[2J',
        '\u202egpj.exe',
        '\u200b',
        '👩‍👩‍👧',
        'e\u0301'.repeat(30),
        '|',
        '$&',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
      fc
        .tuple(fc.string({ maxLength: 8 }), fc.integer({ min: 20, max: 90 }))
        .map(([text, times]) => text.repeat(times)),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const count = fc.oneof(fc.nat(), fc.double(), fc.constantFrom(0, 1, 64, 1e300, -3, Number.NaN));
const SHAPES: readonly Shape[] = [
  'guessing',
  'spraying',
  'stuffing',
  'enumeration',
  'distributed',
  'low-and-slow',
  'spike',
];
const minutes = fc.integer({ min: 1, max: 60 });

const evidence: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({
    kind: fc.constant('slow-calls' as const),
    usualMs: count,
    usualP95Ms: count,
    seenMs: count,
    slowCalls: count,
    calls: count,
    windowMinutes: minutes,
  }),
  fc.record({
    kind: fc.constant('login-attack' as const),
    shape: fc.constantFrom(...SHAPES),
    tries: count,
    blindTo: fc.subarray(['addresses', 'accounts', 'successes'] as const),
    failures: count,
    attempts: count,
    unknownAccounts: count,
    usualFailures: count,
    usualShare: count,
    accountsTouched: count,
    addressesSeen: count,
    windowMinutes: minutes,
  }),
  fc.record(
    {
      kind: fc.constant('out-of-memory' as const),
      outOfMemory: count,
      calls: count,
      memoryMb: count,
      windowMinutes: minutes,
    },
    { requiredKeys: ['kind', 'outOfMemory', 'calls', 'windowMinutes'] },
  ),
  fc.record(
    { kind: fc.constant('timeouts' as const), timeouts: count, calls: count, longestMs: count, windowMinutes: minutes },
    { requiredKeys: ['kind', 'timeouts', 'calls', 'windowMinutes'] },
  ),
  fc.record({
    kind: fc.constant('memory-pressure' as const),
    tightCalls: count,
    calls: count,
    usedMb: count,
    memoryMb: count,
    windowMinutes: minutes,
  }),
  fc.record({
    kind: fc.constant('retries-exhausted' as const),
    lostEvents: count,
    failedCalls: count,
    windowMinutes: minutes,
  }),
  fc.record({ kind: fc.constant('slow-drift' as const), thenMs: count, nowMs: count }),
  fc.record(
    {
      kind: fc.constant('error-burst' as const),
      errors: count,
      calls: count,
      usualShare: count,
      types: fc.array(fc.record({ type: hostileText, errors: count }), { maxLength: 3 }),
      newVersion: hostileText,
      windowMinutes: minutes,
    },
    { requiredKeys: ['kind', 'errors', 'calls', 'types', 'windowMinutes'] },
  ),
  fc.record({
    kind: fc.constant('invocation-surge' as const),
    calls: count,
    usualCalls: count,
    windowMinutes: minutes,
  }),
  fc.record(
    {
      kind: fc.constant('cold-start-surge' as const),
      coldStarts: count,
      calls: count,
      usualShare: count,
      initMs: count,
      windowMinutes: minutes,
    },
    { requiredKeys: ['kind', 'coldStarts', 'calls', 'usualShare', 'windowMinutes'] },
  ),
  fc.record(
    {
      kind: fc.constant('cost-spike' as const),
      usdAnHour: count,
      usualUsdAnHour: count,
      usualCallsAtOnce: count,
      extraUsdThisMonth: count,
      moreCalls: count,
      longerCalls: count,
      moreMemory: count,
      coldStartShare: count,
      assumed: fc.constant(['list prices of eu-west-1, 2026-09-19, without free tier']),
      windowMinutes: minutes,
    },
    { requiredKeys: ['kind', 'usdAnHour', 'extraUsdThisMonth', 'coldStartShare', 'assumed', 'windowMinutes'] },
  ),
  fc.record({
    kind: fc.constant('gone-silent' as const),
    silentMinutes: count,
    usualActiveMinutes: count,
    usualCallsAnHour: count,
    windowMinutes: minutes,
  }),
  fc.record({ kind: fc.constant('only-failures' as const), failures: count, windowMinutes: minutes }),
  fc.record({ kind: fc.constant('forged-lines' as const), suspects: count, calls: count, windowMinutes: minutes }),
);

const atMs = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(0, -1, 8.64e15, 9e18, Number.NaN));

const accounts = fc.array(fc.record({ account: hostileText, hash: hostileText, address: hostileText, atMs }), {
  maxLength: 7,
});

export const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    subject: fc.record({ kind: fc.constantFrom('function' as const, 'login-source' as const), name: hostileText }),
    id: hostileText,
    severity: fc.constantFrom('info' as const, 'warning' as const, 'critical' as const),
    change: fc.constantFrom('open' as const, 'update' as const, 'resolve' as const),
    openedAtMs: atMs,
    changedAtMs: atMs,
    firstSeenMs: atMs,
    lastSeenMs: atMs,
    evidence,
    addresses: fc.array(
      fc.record({
        address: hostileText,
        tries: count,
        accounts: count,
        advice: fc.constantFrom('block' as const, 'challenge' as const, 'look' as const),
      }),
      { maxLength: 12 },
    ),
    fallen: accounts,
    toCheck: accounts,
  })
  .map((alert) => ({
    ...alert,
    kind: alert.evidence.kind,
    state: alert.change === 'resolve' ? ('resolved' as const) : ('open' as const),
    seq: 1,
    rev: 1,
    episode: 1,
    peakRatio: 1,
    toldCount: 1,
    told: {},
  }));
