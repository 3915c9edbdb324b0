/** Looks at an account in the order in which things go wrong, before and after Vigil is deployed. */
import { type Account, type Answer, isRefused } from './account';
import { checkEmails, checkStack } from './check-deployed';
import { checkSlots } from './check-slots';
import { fail, type Finding, ok, warn } from './finding';
import type { Plan } from './plan';

/** AWS refuses requests whose time is five minutes off. */
const MOST_SKEW_MS = 5 * 60_000;
const WORRYING_SKEW_MS = 60_000;
/** What AWS keeps for functions that reserve nothing. */
const MUST_STAY_UNRESERVED = 100;
const BOOTSTRAP_VERSION = 6;

/** Stops at the first that makes all others fail. */
export async function examine(account: Account, plan: Plan): Promise<readonly Finding[]> {
  const concurrency = await account.concurrency();
  const clock = checkClock(account.clockAheadMs());
  if (
    isRefused(concurrency) &&
    /Expired|Token|Credential|Signature|Unrecognized|InvalidClient/i.test(concurrency.refused)
  ) {
    const cure = 'log in with aws sso login or aws configure, and set AWS_PROFILE and AWS_REGION';
    return [fail('credentials', `AWS does not take them (${concurrency.refused})`, cure), clock];
  }
  const stack = await account.stack(plan.stack);
  const isDeployed = !isRefused(stack) && stack !== undefined;
  return [
    ok('credentials', `AWS answers in ${await account.region()}`),
    clock,
    checkBootstrap(await account.bootstrapVersion(), await account.region()),
    checkConcurrency(concurrency, plan, isDeployed),
    ...(await checkSecrets(account, plan)),
    ...(await checkSlots(account, plan)),
    checkStack(stack, plan),
    ...(isDeployed ? await checkEmails(account, plan, stack.outputs['TopicArn']) : []),
  ];
}

export function checkClock(aheadMs: number | undefined): Finding {
  if (aheadMs === undefined) return warn('clock', 'AWS told no time', 'compare it yourself: date -u');
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const said = `${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} AWS’s`;
  const cure = 'set this machine’s clock by NTP, such as with timedatectl set-ntp true';
  if (Math.abs(aheadMs) >= MOST_SKEW_MS) return fail('clock', said, cure);
  return Math.abs(aheadMs) >= WORRYING_SKEW_MS ? warn('clock', said, cure) : ok('clock', 'as AWS’s');
}

export function checkBootstrap(version: Answer<number | undefined>, region: string): Finding {
  const cure = `npx cdk bootstrap, once for each account and Region (${region})`;
  if (isRefused(version)) return warn('bootstrap', `could not be looked at (${version.refused})`, cure);
  if (version === undefined) return fail('bootstrap', 'the CDK was never bootstrapped here', cure);
  if (version < BOOTSTRAP_VERSION) return fail('bootstrap', `version ${version} is too old`, cure);
  return ok('bootstrap', `version ${version}`);
}

export function checkConcurrency(
  found: Answer<{ limit: number; unreserved: number }>,
  { reserved }: Plan,
  isDeployed: boolean,
): Finding {
  const cure =
    'ask for a higher quota in Service Quotas (Lambda, concurrent executions); until then set limits: { concurrency: 1 }, or deploy to another account';
  if (isRefused(found)) return warn('concurrency', `could not be looked at (${found.refused})`, cure);
  const { limit, unreserved } = found;
  if (isDeployed) return ok('concurrency', `${unreserved} of ${limit} unreserved, with Vigil deployed`);
  const left = unreserved - reserved;
  const said = `Vigil reserves ${reserved} of ${unreserved} unreserved (limit ${limit})`;
  return left < MUST_STAY_UNRESERVED
    ? fail('concurrency', `${said}; AWS keeps ${MUST_STAY_UNRESERVED} back`, cure)
    : ok('concurrency', said);
}

async function checkSecrets(account: Account, { secrets }: Plan): Promise<readonly Finding[]> {
  return Promise.all(secrets.map(async (name) => checkSecret(name, await account.secret(name))));
}

/** Says nothing of what it holds. */
export function checkSecret(name: string, value: Answer<string | undefined>): Finding {
  const check = `secret ${name}`;
  const cure = `aws secretsmanager create-secret --name ${name} --secret-string '{"webhookUrl":"https://…"}', as the README says`;
  if (value === undefined) return fail(check, 'is not there', cure);
  if (typeof value !== 'string')
    return warn(check, `could not be looked at (${value.refused})`, 'look whether it is there');
  try {
    const held: unknown = JSON.parse(value);
    if (typeof held === 'object' && held !== null && !Array.isArray(held) && Object.keys(held).length > 0)
      return ok(check, 'is there and holds JSON');
  } catch {
    // told below
  }
  return fail(check, 'holds no JSON object', cure.replace('create-secret --name', 'put-secret-value --secret-id'));
}
