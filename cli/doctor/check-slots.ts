/** Looks whether each watched log group has room for our filter, or the account for our policy. */
import { type Account, isRefused } from './account';
import { fail, type Finding, ok, warn } from './finding';
import type { Plan } from './plan';

/** Since 2026; older partitions still refuse the third. */
const MOST_FILTERS = 5;
const ONCE_SAFE = 2;
/** CloudWatch Logs answers five such questions a second: more are looked at by the subscriber itself. */
const MOST_LOOKED_AT = 100;

export async function checkSlots(account: Account, plan: Plan): Promise<readonly Finding[]> {
  if (plan.isAccountWide) return [await checkAccountPolicy(account, plan)];
  const looked = plan.logGroups.slice(0, MOST_LOOKED_AT);
  const findings: Finding[] = [];
  let free = 0;
  for (const logGroup of looked) {
    const finding = await checkGroup(account, plan, logGroup); // one after the other: they are counted by the second
    if (finding === undefined) free += 1;
    else findings.push(finding);
  }
  if (free > 0)
    findings.unshift(ok('filters', `${free} of ${plan.logGroups.length} log groups have room for Vigil's, or have it`));
  if (plan.logGroups.length > looked.length)
    findings.push(
      warn(
        'filters',
        `only the first ${looked.length} log groups were looked at`,
        'the stack’s output Watching tells of all',
      ),
    );
  return findings;
}

async function checkGroup(account: Account, { filterName }: Plan, logGroup: string): Promise<Finding | undefined> {
  const check = `log group ${logGroup}`;
  const filters = await account.filters(logGroup);
  if (filters === undefined)
    return warn(
      check,
      'does not exist yet',
      'nothing to do where the function was never called: it is watched as soon as it logs',
    );
  if (isRefused(filters))
    return warn(check, `could not be looked at (${filters.refused})`, 'allow logs:DescribeSubscriptionFilters');
  if (filters.includes(filterName)) return undefined;
  const others = filters.join(', ');
  if (filters.length >= MOST_FILTERS)
    return fail(
      check,
      `all ${MOST_FILTERS} filters are taken by ${others}`,
      'take one of them off, or leave the log group out',
    );
  if (filters.length >= ONCE_SAFE)
    return warn(
      check,
      `has ${filters.length} filters: ${others}`,
      'some partitions allow two only: see the output Watching after deploying',
    );
  return undefined;
}

async function checkAccountPolicy(account: Account, { filterName }: Plan): Promise<Finding> {
  const cure = 'take that policy off, or watch by log groups in place of accountWide';
  const policies = await account.accountPolicies();
  if (isRefused(policies))
    return warn('account policy', `could not be looked at (${policies.refused})`, 'allow logs:DescribeAccountPolicies');
  const foreign = policies.filter((name) => name !== filterName);
  if (foreign.length > 0) return fail('account policy', `the one there may be is ${foreign.join(', ')}`, cure);
  return ok('account policy', policies.length > 0 ? 'is ours' : 'is free');
}
