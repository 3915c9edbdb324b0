/** That no line writes to a prototype: all of them are frozen here, so that an attempt throws. */
import { hostileLines } from './lines';
import { parseMessage } from '../../core/log/parse';
import { observe } from '../../core/observe';
import { FORMATS } from '../../core/login/formats';
import type { LoginSource } from '../../core/login/login-source';
import { readCandidate, suggestFieldMap } from '../../core/login/suggest-field-map';
import { createSourceOf } from '../../core/login/source-of';
import { readJsonObject } from '../../core/log/json';

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const frozen = [Object, Array, String, Number, Boolean, Map, Set, RegExp, Date, Function].map(
  ({ prototype }) => prototype as object,
);
const keysBefore = frozen.map((prototype) => Reflect.ownKeys(prototype));

const made = KEYS.flatMap((key) => [
  `{"${key}":{"polluted":1},"level":"INFO","message":"x"}`,
  `{"level":"INFO","message":"login failed","user":{"${key}":{"id":"polluted"}},"${key}":"polluted"}`,
  `{"event":"authn_login_fail:${key}","source_ip":"203.0.113.7","${key}":{"polluted":1}}`,
  `{"action":"SIGN_IN","result":{"${key}":"false"},"${key}":{"prototype":{"polluted":"denied"}}}`,
  `{"time":"2026-10-01T10:00:00.000Z","type":"platform.report","record":{"${key}":{"polluted":1},"requestId":"a1","metrics":{"durationMs":1,"${key}":2}}}`,
  `START RequestId: ${key} Version: 1`,
  `REPORT RequestId: ${key}\tDuration: 1.00 ms\tStatus: ${key}\tError Type: ${key}`,
  `[ERROR] ${key}: x\nTraceback (most recent call last):`,
]);

const sources = [
  ...FORMATS.map(({ format }): LoginSource => ({ format, routes: ['POST /login'] })),
  ...KEYS.map((key): LoginSource => ({
    format: 'field-map',
    fieldMap: {
      outcome: { path: `${key}.prototype.polluted`, failure: ['denied', key] },
      account: `${key}.polluted`,
      address: key,
    },
  })),
];

beforeAll(() => {
  for (const prototype of frozen) Object.freeze(prototype);
});

describe('prototypes', () => {
  it('are frozen here, so that a write to one throws', () => {
    expect(() => {
      (({}) as Record<string, Record<string, unknown>>)['__proto__']!['polluted'] = 1;
    }).toThrow(TypeError);
  });

  it.each(sources.map((source) => [JSON.stringify(source), source] as const))(
    'are left alone under %s',
    (_, source) => {
      for (const line of [...made, ...hostileLines(300, 11)]) parseMessage(line, source);
      expect(frozen.map((prototype) => Reflect.ownKeys(prototype))).toEqual(keysBefore);
    },
  );

  it('are left alone by what is counted, by settings and by the search for a field map', () => {
    for (const key of KEYS) {
      const sourceOf = createSourceOf(Object.fromEntries([[key, { format: 'auth0' }]]), undefined);
      expect([sourceOf(key), sourceOf('toLocaleString')]).toEqual([{ format: 'auth0' }, undefined]);
      const events = made.map((message, at) => ({ id: String(at), timestampMs: at, message }));
      const batch = { owner: '1', logGroup: `/aws/lambda/${key}`, logStream: key, subscriptionFilters: [], events };
      expect(observe(batch, 0, 9).kinds.size).toBeGreaterThan(2);
    }
    const candidates = made.flatMap((line) => readCandidate(readJsonObject(line) ?? {}) ?? []);
    expect(candidates.length).toBeGreaterThan(0);
    suggestFieldMap(candidates);
    expect('polluted' in {}).toBe(false);
  });
});
