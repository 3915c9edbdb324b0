/** Shows which events say that something was made to which our filter may belong. */
import { readNewGroups } from '../../../lambda/subscriber/new-groups';
import { OPT_OUT_TAG } from '../../../core/watch/watch-wishes';

const event = (eventName: string, requestParameters: unknown, more: object = {}) => ({
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.logs',
  detail: { eventSource: 'logs.amazonaws.com', eventName, requestParameters, responseElements: null, ...more },
});
const group = (logGroup: string, more: object = {}) => ({ logGroup, isOptedOut: false, ...more });

it.each<[string, unknown, object[]]>([
  ['a log group', event('CreateLogGroup', { logGroupName: '/aws/lambda/a' }), [group('/aws/lambda/a')]],
  [
    'a log group that was there already',
    event('CreateLogGroup', { logGroupName: '/a' }, { errorCode: 'ResourceAlreadyExistsException' }),
    [group('/a')],
  ],
  [
    'a log group with the tag that keeps us out',
    event('CreateLogGroup', { logGroupName: '/a', tags: { 'vigil:exclude': 'true', team: 'x' } }),
    [{ logGroup: '/a', isOptedOut: true }],
  ],
  [
    'a function',
    event('CreateFunction20150331', { functionName: 'a' }),
    [group('/aws/lambda/a', { functionName: 'a' })],
  ],
  [
    'a function with a log group of its choice, by its ARN',
    event('UpdateFunctionConfiguration20150331v2', {
      functionName: 'arn:aws:lambda:eu-central-1:1:function:a',
      loggingConfig: { logGroup: '/shop/all' },
    }),
    [group('/shop/all', { functionName: 'a' })],
  ],
  ['a call that failed', event('CreateLogGroup', { logGroupName: '/a' }, { errorCode: 'AccessDenied' }), []],
  ['a log group without a name', event('CreateLogGroup', { logGroupName: 7 }), []],
  ['a call without parameters', event('CreateLogGroup', null), []],
  ['another call', event('DeleteLogGroup', { logGroupName: '/a' }), []],
  ['the schedule', { 'detail-type': 'Scheduled Event', detail: {} }, []],
  ['nothing', undefined, []],
])('reads %s', (_, given, expected) => {
  expect(readNewGroups(given, OPT_OUT_TAG)).toEqual(expected);
});
