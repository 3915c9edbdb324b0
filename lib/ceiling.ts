/** How much Vigil may do at once, and with that the most it can cost; what comes on top waits, and is not lost. */
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { LimitProps } from './vigil-props';

export type Ceiling = Required<LimitProps>;

/** Ten analyzers read some 400 deliveries a second; a thousand writes a second are ten times what a thousand busy functions need. */
export const DEFAULT_CEILING: Ceiling = {
  concurrency: 10,
  writesPerSecond: 1_000,
  readsPerSecond: 1_000,
  alarmUsdPerDay: 5,
};

/** By what a function is called in lib/: one run at a time where a second would do the same work over. */
const ONE_AT_A_TIME: readonly string[] = ['Sweeper', 'Redriver'];
/** Those that deliveries reach: they stand still where Vigil is paused. */
const PAUSED: readonly string[] = ['Analyzer', 'Redriver'];
/** Two messages or two calls of the deployment at once. */
const OTHERS = 2;

export interface Limits {
  readonly ceiling: Ceiling;
  readonly paused: boolean;
}

/** Sets it on every function and table under `vigil`, whoever made them. */
export function setCeiling(vigil: Construct, { ceiling, paused }: Limits): void {
  for (const construct of vigil.node.findAll()) {
    if (construct instanceof CfnFunction)
      construct.reservedConcurrentExecutions = reservedFor(construct, { ceiling, paused });
    if (construct instanceof CfnTable)
      construct.onDemandThroughput = {
        maxWriteRequestUnits: ceiling.writesPerSecond,
        maxReadRequestUnits: ceiling.readsPerSecond,
      };
  }
}

function reservedFor(fn: CfnFunction, { ceiling, paused }: Limits): number {
  const name = fn.node.scopes.at(-3)?.node.id ?? ''; // <name>/Function/Resource
  if (paused && PAUSED.includes(name)) return 0;
  if (name === 'Analyzer') return ceiling.concurrency;
  return ONE_AT_A_TIME.includes(name) ? 1 : OTHERS;
}
