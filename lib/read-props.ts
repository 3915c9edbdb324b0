/** Reads what the app gave the stack, whatever it is: `cdk synth` checks no types, so every slip of the pen arrives here. */
import { RemovalPolicy } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { VIGIL_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Name } from './prop-shape';
import { readAccountWide, type AccountWide } from './read-account-wide';
import { readAlerts, UNREAD_ALERTS, type ReadAlerts } from './read-alerts';
import { readFunction, readLogGroup } from './read-log-group';
import { NOTHING, readWatchProps, type WatchProps } from './read-watch';
import { readLogin, type ReadLogin } from './read-login';
import { checkRunning } from './read-running';

export interface ReadProps {
  readonly logGroups: readonly Name[];
  readonly functions: readonly (IFunction | undefined)[];
  readonly watch: WatchProps;
  readonly accountWide?: AccountWide | undefined;
  readonly logins: readonly ReadLogin[];
  readonly alerts: ReadAlerts;
  readonly detectors: unknown;
  readonly overrides?: unknown;
  readonly costs?: unknown;
  /** Of shapes and unknown keys alone: one sentence each. */
  readonly faults: readonly string[];
}

const UNREAD = {
  logGroups: [undefined],
  functions: [],
  watch: NOTHING,
  logins: [],
  alerts: UNREAD_ALERTS,
};

export function readProps(props: unknown, otherKeys: readonly string[] = []): ReadProps {
  if (!isRecord(props)) {
    const fault = `props must be an object such as { logGroups: ['/aws/lambda/checkout'], alerts: { emails: ['you@example.com'] } }, got ${kindOf(props)}`;
    return { ...UNREAD, detectors: undefined, faults: [fault] };
  }
  const faults = faultsOfKeys('', props, VIGIL_KEYS, otherKeys);
  const { logGroups, functions, logins, alerts, detectors, overrides, costs, removalPolicy } = props;
  const read = {
    logGroups: readList('logGroups', logGroups, "['/aws/lambda/checkout']", faults, readLogGroup),
    functions: readList('functions', functions, '[checkoutFunction]', faults, readFunction),
    watch: readWatchProps(props, faults),
    logins: readList('logins', logins, "[{ logGroup: '/aws/lambda/login', format: 'auth0' }]", faults, readLogin).map(
      (login) => login ?? { logGroup: undefined, source: undefined },
    ),
    accountWide: readAccountWide(props, faults),
    alerts: readAlerts(alerts, faults),
    detectors,
    overrides,
    costs,
  };
  checkRunning(props, faults);
  if (removalPolicy !== undefined && !POLICIES.includes(removalPolicy))
    faults.push(
      `removalPolicy must be RemovalPolicy.RETAIN or RemovalPolicy.DESTROY, got ${kindOf(removalPolicy)}; import RemovalPolicy from aws-cdk-lib`,
    );
  return { ...read, faults };
}

const POLICIES: readonly unknown[] = Object.values(RemovalPolicy);
