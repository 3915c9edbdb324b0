/** Holds the mapping against what OCSF 1.3.0 asks of a Detection Finding: class 2004, copied by hand from its schema. */
import * as fc from 'fast-check';
import { messageOfAlert } from '../../../core/alert/alert-message';
import type { DetectionFinding } from '../../../core/alert/ocsf';
import { KINDS } from '../../../core/detect/kinds';
import { faultsOf } from '../../json-schema';
import { anyAlert } from './any-alert';
import { someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'eu-west-1' };
const number = { type: 'number' };
const text = { type: 'string' };

/** Required attributes, and the enumerations of those that we set. */
const SCHEMA = {
  type: 'object',
  required: ['activity_id', 'category_uid', 'class_uid', 'finding_info', 'metadata', 'severity_id', 'time', 'type_uid'],
  properties: {
    activity_id: { enum: [0, 1, 2, 3, 99] },
    category_uid: { const: 2 },
    class_uid: { const: 2004 },
    type_uid: { enum: [200_400, 200_401, 200_402, 200_403, 200_499] },
    severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
    status_id: { enum: [0, 1, 2, 3, 4, 99] },
    time: number,
    start_time: number,
    end_time: number,
    message: text,
    metadata: {
      type: 'object',
      required: ['product', 'version'],
      properties: {
        version: { const: '1.3.0' },
        product: { type: 'object', required: ['vendor_name'], properties: { name: text, vendor_name: text } },
        profiles: {
          type: 'array',
          items: { enum: ['cloud', 'host', 'datetime', 'osint', 'incident', 'security_control'] },
        },
        uid: text,
        event_code: text,
      },
    },
    finding_info: {
      type: 'object',
      required: ['title', 'uid'],
      properties: {
        title: text,
        uid: text,
        desc: text,
        types: { type: 'array', items: text },
        created_time: number,
        modified_time: number,
        first_seen_time: number,
        last_seen_time: number,
        analytic: { type: 'object', required: ['type_id'], properties: { type_id: { enum: [0, 1, 2, 3, 4, 99] } } },
        attacks: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              technique: { type: 'object', properties: { uid: { type: 'string', pattern: '^T\\d{4}$' } } },
            },
          },
        },
      },
    },
    cloud: { type: 'object', required: ['provider'], properties: { provider: text, region: text } },
    observables: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['name', 'type_id'],
        properties: { name: text, type_id: { const: 2 }, value: text },
      },
    },
    resources: { type: 'array', items: { type: 'object', properties: { name: text, type: text } } },
    remediation: { type: 'object', required: ['desc'], properties: { desc: text } },
  },
};

const findingOf = (...args: Parameters<typeof messageOfAlert>): DetectionFinding =>
  JSON.parse(JSON.stringify(messageOfAlert(...args).finding));

it.each(KINDS)('is a finding of class 2004: %s', (kind) =>
  expect(faultsOf(findingOf(someAlert(kind), place), SCHEMA)).toEqual([]),
);

it('is one whatever the alert holds', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => expect(faultsOf(findingOf(alert, {}), SCHEMA)).toEqual([])),
    { seed: 7, numRuns: 200 },
  );
});

it.each([
  ['open', 'warning', { activity_id: 1, type_uid: 200_401, severity_id: 3, status_id: 1, status: 'New' }],
  ['update', 'critical', { activity_id: 2, type_uid: 200_402, severity_id: 5, status_id: 1 }],
  ['resolve', 'critical', { activity_id: 3, type_uid: 200_403, status_id: 4, status: 'Resolved' }],
] as const)('says of %s, %s: %o', (change, severity, ids) =>
  expect(findingOf(someAlert('login-attack', { change, severity }), place)).toMatchObject(ids),
);

it("names the attack by MITRE's technique, and who attacks", () => {
  const finding = findingOf(someAlert('login-attack'), place);
  expect(finding.finding_info['attacks']).toMatchObject([
    { technique: { uid: 'T1110' }, sub_technique: { uid: 'T1110.004', name: 'Credential Stuffing' } },
  ]);
  expect(finding.observables?.[0]).toEqual({ name: 'src_endpoint.ip', type_id: 2, value: '203.0.113.1' });
  expect(finding.finding_info['title']).toBe('Login attack on login: stuffing, 1,190 tries');
});

it('would notice what is missing', () => {
  const { metadata: _, ...rest } = findingOf(someAlert('timeouts'), place);
  expect(faultsOf(rest, SCHEMA)).toEqual(['$ lacks metadata']);
});
