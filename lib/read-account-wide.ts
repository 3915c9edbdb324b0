/** Reads whether one subscription is to take the whole account, and what stands in the way of that. */
import { MOST_SELECTION_BYTES, selectionOf } from './account-policy';
import { ACCOUNT_WIDE_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Given, type ReadOne } from './prop-shape';

export interface AccountWide {
  /** Whole names of log groups. */
  readonly leftOut: readonly string[];
}

/** Each of these makes filters on log groups. */
const BY_GROUP = ['logGroups', 'functions', 'prefixes', 'tagged', 'everyFunction'];

/** What our own log groups take of the room there is: twenty names, of a stack's longest. */
const OWN_BYTES = 20 * 170;

export function readAccountWide(props: Given, faults: string[]): AccountWide | undefined {
  const { accountWide } = props;
  if (accountWide === undefined || accountWide === false) return undefined;
  if (accountWide !== true && !isRecord(accountWide)) {
    faults.push(`accountWide must be true, or such as { exclude: ['/aws/lambda/chatty'] }, got ${kindOf(accountWide)}`);
    return undefined;
  }
  for (const key of BY_GROUP.filter((name) => isGiven(props[name])))
    faults.push(
      `accountWide must stand without ${key}; every line would come by both ways and be counted twice: take one of them out`,
    );
  if (isGiven(props['exclude']))
    faults.push(
      'exclude must be given as accountWide.exclude where accountWide is set, got both; name whole log groups there',
    );
  return { leftOut: accountWide === true ? [] : readExclude(accountWide, faults) };
}

function readExclude(accountWide: Given, faults: string[]): readonly string[] {
  faults.push(...faultsOfKeys('accountWide.', accountWide, ACCOUNT_WIDE_KEYS));
  const read = readList('accountWide.exclude', accountWide['exclude'], "['/aws/lambda/chatty']", faults, readName);
  const names = read.filter((name) => name !== undefined);
  const bytes = Buffer.byteLength(selectionOf(names)) + OWN_BYTES;
  if (bytes > MOST_SELECTION_BYTES)
    faults.push(`accountWide.exclude must fit into 25 KB, got ${Math.ceil(bytes / 1024)} KB; take some names out`);
  return names;
}

const readName: ReadOne<string> = (value, place, faults) => {
  if (typeof value === 'string' && /^[\w./#-]{1,512}$/.test(value)) return value;
  const got = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : kindOf(value);
  faults.push(`${place} must be a log group's whole name, got ${got}; CloudWatch Logs knows no wildcard there`);
  return undefined;
};

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
