/** Watches Vigil itself by means that are not Vigil: CloudWatch's alarms and a dashboard over every function, queue and table it has. */
import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters';
import { MissedRuns } from './missed-runs';
import type { Redriver } from './redriver';
import { SelfAlarms } from './self-alarms';
import { SelfDashboard } from './self-dashboard';
import { costOfVigil } from './self-cost';

export interface SelfWatchProps {
  readonly vigil: Construct;
  readonly name: string;
  readonly filterName: string;
  readonly topic: ITopic | undefined;
  readonly table: Table;
  readonly alarmUsdPerDay: number;
  readonly dashboard: boolean;
  /** Notes what Vigil costs. */
  readonly redriver: Redriver;
}

/** What runs all the time or with every delivery; the rest runs when there is something to tell. */
const COSTLY = ['Analyzer', 'Sweeper', 'Redriver', 'Subscriber'];

export class SelfWatch extends Construct {
  /** How many alarms there are: each has its price. */
  readonly alarms: number;

  constructor(scope: Construct, id: string, { vigil, dashboard, redriver, ...props }: SelfWatchProps) {
    super(scope, id);
    const constructs = vigil.node.findAll();
    const functions = byName(constructs.filter((one) => one instanceof LambdaFunction));
    const queues = constructs.filter((one) => one instanceof Queue);
    const waiting = byName(queues.filter((queue) => !(queue instanceof DeadLetters)));
    const deadLetters = byName(
      queues.filter((queue) => queue instanceof DeadLetters && !(queue instanceof MissedRuns)),
    );
    const costly = COSTLY.flatMap((name) => {
      const fn = functions[name];
      return fn === undefined ? [] : [{ fn, memoryMb: memoryOf(fn) }];
    });
    redriver.tellCostOf(costly);
    const { table } = props;
    const cost = costOfVigil({ functions: costly, table, period: Duration.days(1) });
    const { alarms } = new SelfAlarms(this, 'Alarms', { ...props, functions, queues: waiting, deadLetters, cost });
    this.alarms = alarms.length;
    if (dashboard) {
      const hourlyCost = costOfVigil({ functions: costly, table, period: Duration.hours(1) });
      new SelfDashboard(this, 'Dashboard', {
        ...props,
        functions,
        queues: waiting,
        deadLetters,
        cost: hourlyCost,
        alarms,
      });
    }
  }
}

/** By the construct that each stands in, which is what the README calls it. */
function byName<C extends Construct>(constructs: readonly C[]): Readonly<Record<string, C>> {
  return Object.fromEntries(constructs.map((one) => [one.node.scope?.node.id ?? one.node.id, one]));
}

function memoryOf({ node }: LambdaFunction): number {
  const { defaultChild } = node;
  return defaultChild instanceof CfnFunction ? (defaultChild.memorySize ?? 128) : 128;
}
