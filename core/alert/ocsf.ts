/**
 * Renders an alert as an OCSF Detection Finding (class 2004, schema 1.3.0, checked 2026-11), for security lakes and SIEMs that read
 * nothing else. Times are epoch milliseconds.
 */
import type { Shape } from '../detect/crowd';
import { nameOf } from '../state/series';
import type { Alert, Change, Severity } from './alert';
import type { Place } from './links';
import { worldwideId } from './origin';
import { plainText } from './plain-text';
import { wordsOf } from './words';

export const OCSF_VERSION = '1.3.0';

const CLASS = 2004;
const ACTIVITY: Readonly<Record<Change, readonly [id: number, name: string]>> = {
  open: [1, 'Create'],
  update: [2, 'Update'],
  resolve: [3, 'Close'],
};
const [NEW, IN_PROGRESS, RESOLVED] = [
  [1, 'New'],
  [2, 'In Progress'],
  [4, 'Resolved'],
] as const;
const SEVERITY: Readonly<Record<Severity, readonly [id: number, name: string]>> = {
  info: [1, 'Informational'],
  warning: [3, 'Medium'],
  critical: [5, 'Critical'],
};

/** MITRE ATT&CK, version 15: brute force and its kinds. */
const TECHNIQUES: Readonly<Partial<Record<Shape, readonly [uid: string, name: string]>>> = {
  guessing: ['T1110.001', 'Password Guessing'],
  spraying: ['T1110.003', 'Password Spraying'],
  stuffing: ['T1110.004', 'Credential Stuffing'],
};
const BRUTE_FORCE = ['T1110', 'Brute Force'] as const;

/** An IP address, by OCSF's types of observables. */
const IP_ADDRESS = 2;
const MOST_OBSERVABLES = 100;

export interface DetectionFinding {
  readonly class_uid: typeof CLASS;
  readonly class_name: 'Detection Finding';
  readonly category_uid: 2;
  readonly category_name: 'Findings';
  readonly activity_id: number;
  readonly activity_name: string;
  readonly type_uid: number;
  readonly severity_id: number;
  readonly severity: string;
  readonly status_id: number;
  readonly status: string;
  readonly time: number;
  readonly start_time: number;
  readonly end_time: number;
  readonly message: string;
  readonly metadata: object;
  readonly finding_info: { readonly uid: string; readonly title: string } & Readonly<Record<string, unknown>>;
  readonly resources: readonly object[];
  readonly cloud: object;
  readonly remediation: { readonly desc: string };
  readonly observables?: readonly { readonly name: string; readonly type_id: number; readonly value: string }[];
  readonly unmapped: object;
}

export function renderFinding(alert: Alert, place: Place): DetectionFinding {
  const { account, region } = place;
  const uid = worldwideId(alert.id, place);
  const words = wordsOf(alert);
  const [activityId, activity] = ACTIVITY[alert.change];
  const [severityId, severity] = SEVERITY[alert.severity];
  const [statusId, status] = alert.change === 'resolve' ? RESOLVED : alert.acknowledged ? IN_PROGRESS : NEW;
  const subject = plainText(nameOf(alert.subject), 512);
  const addresses = alert.addresses.slice(0, MOST_OBSERVABLES);
  return {
    class_uid: CLASS,
    class_name: 'Detection Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: activityId,
    activity_name: activity,
    type_uid: CLASS * 100 + activityId,
    severity_id: severityId,
    severity,
    status_id: statusId,
    status,
    time: epochMs(alert.changedAtMs),
    start_time: epochMs(alert.firstSeenMs),
    end_time: epochMs(alert.lastSeenMs),
    message: words.title,
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Vigil', vendor_name: 'Vigil' },
      profiles: ['cloud'],
      uid: `${uid}/${alert.seq}`,
      event_code: alert.kind,
    },
    finding_info: {
      uid,
      title: words.title,
      desc: `Usual: ${words.usual}. Seen: ${words.seen}.`,
      types: [alert.kind],
      created_time: epochMs(alert.openedAtMs),
      modified_time: epochMs(alert.changedAtMs),
      first_seen_time: epochMs(alert.firstSeenMs),
      last_seen_time: epochMs(alert.lastSeenMs),
      analytic: { name: alert.kind, uid: alert.kind, type: 'Behavioral', type_id: 2 },
      ...attacksOf(alert),
    },
    resources: [{ name: subject, type: alert.subject.kind === 'function' ? 'AWS Lambda function' : 'Log group' }],
    cloud: {
      provider: 'AWS',
      ...(region !== undefined && { region }),
      ...(account !== undefined && { account: { uid: account, type: 'AWS Account', type_id: 10 } }),
    },
    remediation: { desc: words.firstStep },
    ...(addresses.length > 0 && {
      observables: addresses.map(({ address }) => ({
        name: 'src_endpoint.ip',
        type_id: IP_ADDRESS,
        value: plainText(address, 64),
      })),
    }),
    unmapped: { evidence: alert.evidence, is_test: alert.isTest ?? false },
  };
}

function attacksOf({ evidence }: Alert): { readonly attacks?: readonly object[] } {
  if (evidence.kind !== 'login-attack') return {};
  const [uid, name] = TECHNIQUES[evidence.shape] ?? BRUTE_FORCE;
  return {
    attacks: [
      {
        version: '15',
        tactic: { uid: 'TA0006', name: 'Credential Access' },
        technique: { uid: BRUTE_FORCE[0], name: BRUTE_FORCE[1] },
        ...(uid !== BRUTE_FORCE[0] && { sub_technique: { uid, name } }),
      },
    ],
  };
}

/** A whole number, whatever came: 0 for what is no time. */
const epochMs = (atMs: number): number => (Number.isFinite(atMs) ? Math.round(atMs) : 0);
