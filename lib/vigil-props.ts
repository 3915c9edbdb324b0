/** What a user may ask of the stack. */
import type { RemovalPolicy, StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { DetectorSettings } from '../core/detect/detector-settings';
import type { Overrides } from '../core/detect/overrides';
import type { LoginSource } from '../core/login/login-source';
import type { CostSettings } from '../core/price';
import type { AlertProps } from './alert-props';

/** What `VigilStack` takes: all that Vigil does, and what every stack does. */
export type VigilStackProps = VigilProps & StackProps;

export interface VigilProps {
  /**
   * Log groups to watch, by name or as constructs. One that does not exist yet is watched as soon as it does.
   * @default - none; something must say what to watch
   */
  readonly logGroups?: readonly (string | ILogGroup)[];

  /**
   * Functions to watch: each stands for the log group it writes to.
   * @default - none; something must say what to watch
   */
  readonly functions?: readonly IFunction[];

  /**
   * Beginnings of log groups' names: every one that there is, and every one that comes.
   * @default - none
   */
  readonly prefixes?: readonly string[];

  /**
   * Tags, such as `{ team: 'shop' }`: log groups that carry all of them, and the log groups of functions that do. An empty
   * value stands for any. (`tags` are the CDK's own: those that the stack itself gets.)
   * @default - none
   */
  readonly tagged?: Readonly<Record<string, string>>;

  /**
   * Every function of this account and Region, wherever it writes, and every one that comes.
   * @default false
   */
  readonly everyFunction?: boolean;

  /**
   * Names of log groups that are left out, whatever chooses them; a `*` at the end stands for whatever follows. So is
   * whatever carries the tag `vigil:exclude` with the value `true`.
   * @default - none
   */
  readonly exclude?: readonly string[];

  /**
   * Every log group of this account and Region by one account policy of CloudWatch Logs, in place of a filter on each. There is
   * one such policy in an account and Region: where another tool has it, the deployment fails and says so. It cannot stand
   * beside anything that makes filters, for every line would be counted twice.
   * @default false
   */
  readonly accountWide?: boolean | AccountWideProps;

  /**
   * Log groups whose logins are written in a form that is not read anywhere, and how to read them; they are watched too.
   * Only an address from a source that is named here is offered for blocking.
   * @default - none; the formats marked "in every log group" in the README are read all the same
   */
  readonly logins?: readonly LoginProps[];

  /** Who is told; at least one way must be given. */
  readonly alerts: AlertProps;

  /**
   * Overrides of the detectors' settings, such as `{ 'slow-calls': { minSlowCalls: 10 }, timeouts: 'off' }`.
   * @default - the numbers in core/detect/rules.ts, each with its reason
   */
  readonly detectors?: DetectorSettings;

  /**
   * What differs from `detectors` for single functions, by name, such as
   * `{ checkout: { 'slow-calls': { minSlowShare: 0.5 }, 'gone-silent': 'off' } }`.
   * @default - every function is judged alike
   */
  readonly overrides?: Overrides;

  /**
   * Prices that differ from AWS's list, and what a function's price depends on where it cannot be read from its
   * configuration, such as `{ functions: { checkout: { architecture: 'arm64' } } }`.
   * @default - list prices; each function's own configuration, and x86_64 where that is not known
   */
  readonly costs?: CostSettings;

  /**
   * The most that Vigil may do at once, and with that the most it can cost. What comes on top waits; nothing is lost for it.
   * @default - ten analyzers at once, 1,000 writes and reads a second, an alarm above $5 a day
   */
  readonly limits?: LimitProps;

  /**
   * The kill switch: nothing is read any more. Deliveries go straight into the failure bucket, where they lie for 14 days and
   * are counted when this is taken out again; alerts that are open stay open.
   * @default false
   */
  readonly paused?: boolean;

  /**
   * Keys of yours for what Vigil keeps.
   * @default - keys that AWS owns
   */
  readonly encryption?: EncryptionProps;

  /**
   * A CloudWatch dashboard on how Vigil itself does, with what it costs.
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * What becomes of the table, the pepper and the failure bucket when the stack is deleted. DESTROY is for tests: it
   * also turns the table's deletion protection off.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

export interface AccountWideProps {
  /**
   * Whole names of log groups that are left out, beside Vigil's own.
   * @default - none
   */
  readonly exclude?: readonly string[];
}

export interface LoginProps extends Omit<LoginSource, 'pattern'> {
  /** By name, or as a construct that was given its name: settings travel in the code, where no name comes late. */
  readonly logGroup: string | ILogGroup;
}

export interface LimitProps {
  /**
   * Analyzers that may run at once. It is reserved: the account must have as much to spare.
   * @default 10
   */
  readonly concurrency?: number;

  /**
   * Write units a second of the table.
   * @default 1000
   */
  readonly writesPerSecond?: number;

  /**
   * Read units a second of the table.
   * @default 1000
   */
  readonly readsPerSecond?: number;

  /**
   * An alarm goes off when Vigil itself costs more in a day, in dollars.
   * @default 5
   */
  readonly alarmUsdPerDay?: number;
}

export interface EncryptionProps {
  /** For table, pepper, topic, queues and Vigil's own log groups. */
  readonly key: IKey;

  /**
   * For the failure bucket: another key, so that what failed finds room also when the first is disabled.
   * @default - S3's own
   */
  readonly failuresKey?: IKey;
}
