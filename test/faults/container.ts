/** A Lambda container that can be killed: the real analyzer and the real table adapters, with a switch on every request. */
import { CLIENT_LIMITS } from '../../adapters/client-limits';
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoState, type DynamoState } from '../../adapters/dynamodb/state';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { defaultRules } from '../../core/detect/rules';
import { createAnalyzer, type AnalyzerTally } from '../../lambda/analyzer/analyzer';
import { ACCOUNT } from '../core/deliveries';
import { CLIENT_WAITS_MS } from './fault-proxy';
import { createKillSwitch, wire, type Death } from './kill-switch';

export interface Container {
  /** @param death none where the container is to live */
  invoke(event: unknown, death?: Death): Promise<AnalyzerTally>;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
  isDead(): boolean;
  /** Closes its connections. */
  end(): void;
  /** Requests that the last invocation sent. */
  requests(): number;
  readonly state: DynamoState;
}

export interface ContainerPlace {
  readonly endpoint: string;
  readonly tableName: string;
  readonly now: () => number;
  /** What is under test: another one for the negative controls. */
  readonly replaceState?: (state: DynamoState, client: ReturnType<typeof createTestClient>) => DynamoState;
}

export const createTestClient = (endpoint: string) =>
  createDynamoClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'faults', secretAccessKey: 'faults' },
    requestHandler: { ...CLIENT_LIMITS.requestHandler, requestTimeout: CLIENT_WAITS_MS },
  });

export function createContainer({ endpoint, tableName, now, replaceState }: ContainerPlace): Container {
  const client = createTestClient(endpoint);
  const killSwitch = createKillSwitch();
  wire(client, killSwitch);
  const real = createDynamoState(client, tableName, now);
  const state = replaceState?.(real, client) ?? real;
  const analyze = createAnalyzer({
    ...state,
    inflate,
    hasher: createHasher('pepper of the fault tests'),
    rules: defaultRules,
    ownLogGroups: new Set(),
    account: ACCOUNT,
    now,
  });
  return {
    invoke: (event, death) => killSwitch.run(() => analyze(event), death),
    kill: () => killSwitch.kill(),
    isDead: () => killSwitch.isDead(),
    end: () => client.destroy(),
    requests: () => killSwitch.requests(),
    state,
  };
}
