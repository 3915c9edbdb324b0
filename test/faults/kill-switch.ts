/** Kills a process at one of its requests, before it is sent or once it has been carried out; what is dead goes on with nothing. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** At which request it dies, the first being 1. */
export interface Death {
  readonly request: number;
  readonly when: 'before' | 'after';
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface KillSwitch {
  /** Runs it, and throws `Killed` as soon as the switch says so, whatever it is doing. */
  run<Result>(act: () => Promise<Result>, death?: Death): Promise<Result>;
  /** A request of it. */
  request<Result>(act: () => Promise<Result>): Promise<Result>;
  kill(): void;
  isDead(): boolean;
  /** Requests since the last run began. */
  requests(): number;
}

export function createKillSwitch(): KillSwitch {
  let isDead = false;
  let death: Death | undefined;
  let sent = 0;
  let announce: (error: Killed) => void = () => undefined;
  const die = (): void => {
    isDead = true;
    announce(new Killed('the process was killed'));
  };
  return {
    async run(act, next) {
      death = next;
      sent = 0;
      const killed = new Promise<never>((_, reject) => (announce = reject));
      return Promise.race([act(), killed]);
    },
    async request(act) {
      const mine = (sent += 1);
      if (!isDead && death?.request === mine && death.when === 'before') die();
      if (isDead) throw new Killed('the process is dead');
      try {
        return await act();
      } finally {
        if (death?.request === mine && death.when === 'after') die();
        // Whoever is dead never sees a reply, and nothing of him goes on.
        if (isDead) await new Promise(() => undefined);
      }
    },
    kill: die,
    isDead: () => isDead,
    requests: () => sent,
  };
}

/** At the step nearest to the wire, so that each try of the SDK is a request of its own. */
export function wire(client: DynamoDBClient, killSwitch: KillSwitch): void {
  client.middlewareStack.add((next) => (args) => killSwitch.request(() => next(args)), {
    step: 'deserialize',
    priority: 'high',
    name: 'killSwitch',
  });
}
