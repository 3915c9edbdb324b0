/** Holds what programs are sent against docs/message.schema.json. */
import * as fc from 'fast-check';
import schema from '../../../docs/message.schema.json';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { messageOfNotice } from '../../../core/alert/notice-message';
import { KINDS } from '../../../core/detect/kinds';
import { faultsOf, undescribed } from '../../json-schema';
import { anyAlert } from './any-alert';
import { someAddresses, someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'eu-west-1' };
const alertSchema = schema.$defs.alert;
/** As it arrives. */
const sentOf = ({ json }: { readonly json: object }): Record<string, unknown> => JSON.parse(JSON.stringify(json));

it('knows every kind of trouble, and no other', () =>
  expect(schema.$defs.kind.enum.toSorted()).toEqual([...KINDS].toSorted()));

it.each(KINDS)('describes a message of %s to the last key', (kind) => {
  const at = { account: 'b***@e***.com', hash: 'a1b2c3d4e5f6', address: '203.0.113.1', atMs: 1_795_183_260_000 };
  for (const change of ['open', 'update', 'resolve'] as const) {
    const alert = someAlert(kind, {
      change,
      isTest: true,
      isLate: true,
      fallen: [at],
      toCheck: [at],
      moreAddresses: 3,
      quieter: change === 'open' ? { setting: 'minErrors', above: 42 } : { setting: 'chance', below: 1e-9 },
      moreFallen: ['c1'],
    });
    const sent = sentOf(messageOfAlert(alert, place));
    expect(faultsOf(sent, schema)).toEqual([]);
    expect(undescribed(sent, alertSchema)).toEqual([]);
  }
});

it('describes any alert at all, whatever its names hold', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => expect(faultsOf(sentOf(messageOfAlert(alert, place)), schema)).toEqual([])),
    { seed: 7, numRuns: 200 },
  );
});

it("describes a channel's trouble", () => {
  const notice = { channel: 'slack', why: 'Slack answered 404', atMs: 1_795_183_260_000 };
  const sent = sentOf(messageOfNotice(notice, someAlert('timeouts'), place));
  expect(faultsOf(sent, schema)).toEqual([]);
  expect(undescribed(sent, schema.$defs.channelTrouble)).toEqual([]);
});

it.each<[string, object, string]>([
  ['a key that is missing', { firstStep: undefined }, '$ lacks firstStep'],
  ['a word that is none of ours', { severity: 'high' }, '$.severity is none of info, warning, critical'],
  ['another version', { schemaVersion: 2 }, '$.schemaVersion is not 1'],
  ['a time that is none', { at: 'yesterday' }, '$.at is not like'],
  ['a number for a text', { title: 7 }, '$.title is of type number'],
  ['too long a list', { block: someAddresses(501).map(({ address }) => address) }, '$.block has more than 500 items'],
  ['a fault in a list', { attackers: [{ address: 'a', tries: 1 }] }, '$.attackers[0] lacks accounts'],
])('would notice %s', (_, wrong, fault) => {
  const sent = sentOf({ json: { ...messageOfAlert(someAlert('login-attack'), place).json, ...wrong } });
  expect(faultsOf(sent, alertSchema, schema).map((each) => each.slice(0, fault.length))).toEqual([fault]);
  expect(faultsOf(sent, schema)).toEqual(['$ fits 0 of 5']);
});
