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

/** At which request of an invocation the container dies: before it is sent, or once the table has carried it out. */
export interface Death {
  readonly request: number;
  readonly when: 'before' | 'after';
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface Container {
  /** @param death none where the container is to live */
  invoke(event: unknown, death?: Death): Promise<AnalyzerTally>;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
  isDead(): boolean;
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
  let isDead = false;
  let death: Death | undefined;
  let sent = 0;
  let announce: (error: Killed) => void = () => undefined;
  const die = (): void => {
    isDead = true;
    announce(new Killed('the container was killed'));
  };
  // The step nearest to the wire, so that each try of the SDK is a request of its own.
  client.middlewareStack.add(
    (next) => async (args) => {
      const mine = (sent += 1);
      if (!isDead && death?.request === mine && death.when === 'before') die();
      if (isDead) throw new Killed('the container is dead');
      try {
        return await next(args);
      } finally {
        if (death?.request === mine && death.when === 'after') die();
        // A dead container never sees a reply, and nothing of it goes on.
        if (isDead) await new Promise(() => undefined);
      }
    },
    { step: 'deserialize', priority: 'high', name: 'killSwitch' },
  );
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
    async invoke(event, nextDeath) {
      death = nextDeath;
      sent = 0;
      const killed = new Promise<never>((_, reject) => (announce = reject));
      return Promise.race([analyze(event), killed]);
    },
    kill: die,
    isDead: () => isDead,
    requests: () => sent,
    state,
  };
}
