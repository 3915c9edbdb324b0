/** What becomes of a message that its channel will never take: told on the other channels, and kept among the dead letters. */
import { tellOthers, type OthersWorld, type Untold } from './tell-others';

export interface GiveUpWorld extends OthersWorld {
  readonly deadLetters: { send(body: string, why: string): Promise<void> };
}

export interface GivenUp extends Untold {
  readonly body: string;
}

/** Throws, to be repeated, before the message is out of its queue: it may be told twice, never be lost. */
export async function giveUp({ body, ...untold }: GivenUp, world: GiveUpWorld): Promise<void> {
  await tellOthers(untold, world);
  await world.deadLetters.send(body, untold.why);
}
