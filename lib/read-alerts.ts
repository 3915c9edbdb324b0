/** Reads whom the app wants told, whatever it gave. */
import { ALERT_KEYS, SLACK_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Name, type ReadOne } from './prop-shape';

export interface ReadAlerts {
  readonly emails: readonly Name[];
  readonly slack?: { readonly secretName: Name; readonly host: Name };
  readonly hasTopic: boolean;
}

export function readAlerts(alerts: unknown, faults: string[]): ReadAlerts {
  if (!isRecord(alerts)) {
    faults.push(`alerts must be an object such as { emails: ['you@example.com'] }, got ${kindOf(alerts)}`);
    return { emails: [undefined], hasTopic: false };
  }
  faults.push(...faultsOfKeys('alerts.', alerts, ALERT_KEYS));
  const { emails, slack, topic } = alerts;
  if (topic !== undefined && !(isRecord(topic) && typeof topic['topicArn'] === 'string'))
    faults.push(`alerts.topic must be a topic construct, got ${kindOf(topic)}; Topic.fromTopicArn makes one of an ARN`);
  const addresses = readList('alerts.emails', emails, "['you@example.com']", faults, readAddress);
  return { emails: addresses, slack: readSlack(slack, faults), hasTopic: topic !== undefined };
}

function readSlack(slack: unknown, faults: string[]): ReadAlerts['slack'] {
  if (slack === undefined) return undefined;
  // What came is never repeated: people paste the webhook or the token itself, and errors end up in build logs.
  if (!isRecord(slack)) {
    faults.push(`alerts.slack must be an object such as { secretName: 'vigil/slack' }, got ${kindOf(slack)}`);
    return { secretName: undefined, host: undefined };
  }
  faults.push(...faultsOfKeys('alerts.slack.', slack, SLACK_KEYS));
  const { secretName, host } = slack;
  if (typeof secretName !== 'string')
    faults.push(
      `alerts.slack.secretName must be the name of a secret in Secrets Manager such as vigil/slack, got ${kindOf(secretName)}`,
    );
  if (host !== undefined && typeof host !== 'string')
    faults.push(`alerts.slack.host must be a host such as hooks.slack.com, got ${kindOf(host)}`);
  return { secretName: textOf(secretName), host: textOf(host) };
}

const readAddress: ReadOne<string> = (value, place, faults) => {
  if (typeof value === 'string') return value;
  faults.push(`${place} must be an e-mail address such as you@example.com, got ${kindOf(value)}`);
  return undefined;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
