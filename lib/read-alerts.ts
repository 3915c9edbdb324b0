/** Reads whom the app wants told, whatever it gave. */
import { type AlertSettings, faultsOfAlertSettings } from '../core/alert/alert-settings';
import { ALERT_KEYS, SLACK_KEYS, WEBHOOK_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Given, type Name, type ReadOne } from './prop-shape';

export interface ReadAlerts {
  readonly emails: readonly Name[];
  readonly slack?: ReadOutlet;
  readonly webhook?: ReadOutlet;
  readonly hasTopic: boolean;
  /** Amazon Q's or OCSF's. */
  readonly hasMachineTopic: boolean;
  /** How people are told, where that is said; faults name what is wrong with it. */
  readonly telling?: AlertSettings;
}

export interface ReadOutlet {
  readonly secretName: Name;
  readonly host: Name;
}

export function readAlerts(alerts: unknown, faults: string[]): ReadAlerts {
  if (!isRecord(alerts)) {
    faults.push(`alerts must be an object such as { emails: ['you@example.com'] }, got ${kindOf(alerts)}`);
    return { emails: [undefined], hasTopic: false, hasMachineTopic: false };
  }
  faults.push(...faultsOfKeys('alerts.', alerts, ALERT_KEYS));
  const { emails, slack, topic, webhook, amazonQ, ocsf } = alerts;
  if (topic !== undefined && !(isRecord(topic) && typeof topic['topicArn'] === 'string'))
    faults.push(`alerts.topic must be a topic construct, got ${kindOf(topic)}; Topic.fromTopicArn makes one of an ARN`);
  for (const [name, value] of Object.entries({ amazonQ, ocsf }))
    if (value !== undefined && typeof value !== 'boolean')
      faults.push(`alerts.${name} must be true or false, got ${kindOf(value)}`);
  const addresses = readList('alerts.emails', emails, "['you@example.com']", faults, readAddress);
  return {
    emails: addresses,
    slack: readOutlet('alerts.slack', slack, SLACK, faults),
    webhook: readOutlet('alerts.webhook', webhook, WEBHOOK, faults),
    hasTopic: topic !== undefined,
    hasMachineTopic: amazonQ === true || ocsf === true,
    ...readTelling(alerts, faults),
  };
}

function readTelling({ digest, staged, weekBudget }: Given, faults: string[]): Pick<ReadAlerts, 'telling'> {
  const given = Object.entries({ digest, staged, weekBudget }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return {};
  const telling: AlertSettings = Object.fromEntries(given);
  faults.push(...faultsOfAlertSettings(telling));
  return { telling };
}

interface OutletShape {
  readonly keys: readonly string[];
  readonly secretName: string;
  readonly host: string;
  readonly needsHost: boolean;
}

const SLACK: OutletShape = { keys: SLACK_KEYS, secretName: 'vigil/slack', host: 'hooks.slack.com', needsHost: false };
const WEBHOOK: OutletShape = {
  keys: WEBHOOK_KEYS,
  secretName: 'vigil/webhook',
  host: 'alerts.example.com',
  needsHost: true,
};

/** What came is never repeated: people paste the webhook or the token itself, and errors end up in build logs. */
function readOutlet(place: string, outlet: unknown, shape: OutletShape, faults: string[]): ReadOutlet | undefined {
  if (outlet === undefined) return undefined;
  if (!isRecord(outlet)) {
    const such = `{ secretName: '${shape.secretName}'${shape.needsHost ? `, host: '${shape.host}'` : ''} }`;
    faults.push(`${place} must be an object such as ${such}, got ${kindOf(outlet)}`);
    return { secretName: undefined, host: undefined };
  }
  faults.push(...faultsOfKeys(`${place}.`, outlet, shape.keys));
  const { secretName, host } = outlet;
  if (typeof secretName !== 'string')
    faults.push(
      `${place}.secretName must be the name of a secret in Secrets Manager such as ${shape.secretName}, got ${kindOf(secretName)}`,
    );
  if (typeof host !== 'string' && (host !== undefined || shape.needsHost))
    faults.push(`${place}.host must be a host such as ${shape.host}, got ${kindOf(host)}`);
  return { secretName: textOf(secretName), host: textOf(host) };
}

const readAddress: ReadOne<string> = (value, place, faults) => {
  if (typeof value === 'string') return value;
  faults.push(`${place} must be an e-mail address such as you@example.com, got ${kindOf(value)}`);
  return undefined;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
