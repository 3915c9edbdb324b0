/** Looks at what is deployed already: the stack, and whether people have confirmed that they want to be told. */
import { type Account, type Answer, type DeployedStack, isRefused } from './account';
import { fail, type Finding, ok, warn } from './finding';
import type { Plan } from './plan';

export function checkStack(stack: Answer<DeployedStack | undefined>, { stack: name }: Plan): Finding {
  const check = `stack ${name}`;
  if (stack === undefined) return ok(check, 'is not deployed yet');
  if (isRefused(stack))
    return warn(check, `could not be looked at (${stack.refused})`, 'allow cloudformation:DescribeStacks');
  const { status, outputs } = stack;
  if (status.endsWith('ROLLBACK_COMPLETE') && !status.startsWith('UPDATE_'))
    return fail(check, status, `npx cdk destroy ${name}, mend what its events say, and deploy again`);
  if (/FAILED/.test(status)) return fail(check, status, 'look at its events in CloudFormation');
  if (/IN_PROGRESS/.test(status)) return warn(check, status, 'wait until it is done');
  const watching = outputs['Watching'];
  return ok(check, watching === undefined ? status : `${status}; ${watching}`);
}

export async function checkEmails(
  account: Account,
  { emails }: Plan,
  topicArn: string | undefined,
): Promise<readonly Finding[]> {
  if (topicArn === undefined) return [];
  const found = await account.subscriptions(topicArn);
  if (isRefused(found))
    return [
      warn('e-mail', `subscriptions could not be looked at (${found.refused})`, 'allow sns:ListSubscriptionsByTopic'),
    ];
  return emails.map((email) => {
    const check = `e-mail ${email}`;
    const subscription = found.find(({ protocol, endpoint }) => protocol === 'email' && endpoint === email);
    if (subscription === undefined)
      return fail(
        check,
        'is not subscribed: somebody unsubscribed it',
        'npx cdk deploy does not bring it back; subscribe it in SNS, or take it out, deploy, put it in and deploy',
      );
    if (!subscription.isConfirmed)
      return fail(
        check,
        'waits to be confirmed, and gets nothing until then',
        'open the mail from AWS Notifications and follow its link within three days',
      );
    return ok(check, 'is confirmed');
  });
}
