/** Reads whom to tell, as it stands beside `alerts` and in each route. */
import { SLACK_KEYS, WEBHOOK_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Given, type Name, type ReadOne } from './prop-shape';

export interface ReadWays {
  readonly emails: readonly Name[];
  readonly slack?: ReadOutlet | undefined;
  readonly webhook?: ReadOutlet | undefined;
  readonly hasTopic: boolean;
}

export interface ReadOutlet {
  readonly secretName: Name;
  readonly host: Name;
}

export function readWays(place: string, { emails, slack, topic, webhook }: Given, faults: string[]): ReadWays {
  if (topic !== undefined && !(isRecord(topic) && typeof topic['topicArn'] === 'string'))
    faults.push(
      `${place}.topic must be a topic construct, got ${kindOf(topic)}; Topic.fromTopicArn makes one of an ARN`,
    );
  return {
    emails: readList(`${place}.emails`, emails, "['you@example.com']", faults, readAddress),
    slack: readOutlet(`${place}.slack`, slack, SLACK, faults),
    webhook: readOutlet(`${place}.webhook`, webhook, WEBHOOK, faults),
    hasTopic: topic !== undefined,
  };
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
