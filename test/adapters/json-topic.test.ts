/** Shows that a topic of one schema carries nothing else. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { createJsonTopicChannel } from '../../adapters/json-topic';
import { createOutlet } from '../../adapters/outlet';
import { messageOfAlert } from '../../core/alert/alert-message';
import { messageOfNotice } from '../../core/alert/notice-message';
import { madeAlert } from '../contracts/made-alert';

const sns = mockClient(SNSClient);
beforeEach(() => void sns.reset());
const published = () => sns.commandCalls(PublishCommand).map((call) => call.args[0].input);
const message = messageOfAlert(madeAlert(), {});

it('publishes the one object, without a subject and without forms by protocol', async () => {
  sns.on(PublishCommand).resolves({});
  const outlet = { name: 'ocsf', client: new SNSClient({}), topicArn: 'arn:t', render: () => ({ class_uid: 2004 }) };
  expect(await createJsonTopicChannel(outlet).tell(message, undefined)).toEqual({ kind: 'sent' });
  const [input] = published();
  expect(input).toMatchObject({ TopicArn: 'arn:t', Message: '{"class_uid":2004}' });
  expect(input).not.toHaveProperty('Subject');
  expect(input).not.toHaveProperty('MessageStructure');
  expect(Object.keys(input?.MessageAttributes ?? {})).toEqual(['id', 'change', 'severity', 'kind']);
});

it('passes over what the schema has no form for', async () => {
  const channel = createOutlet({ CHANNEL: 'ocsf', MEDIUM: 'ocsf', TOPIC_ARN: 'arn:t' });
  const notice = messageOfNotice({ channel: 'slack', why: 'x', atMs: 0 }, undefined, {});
  expect(await channel.tell(notice, undefined)).toEqual({ kind: 'sent' });
  expect(published()).toHaveLength(0);
});

it.each(['email', 'slack', 'amazon-q', 'ocsf', 'webhook'])('makes the outlet %s of an environment', (medium) =>
  expect(createOutlet({ CHANNEL: `${medium}-2`, MEDIUM: medium, HOST: 'h', SECRET: 's' }).name).toBe(`${medium}-2`),
);

it('refuses an environment without a medium', () =>
  expect(() => createOutlet({ CHANNEL: 'pager' })).toThrow(
    'MEDIUM must be one of email, slack, amazon-q, ocsf, webhook, got undefined; deploy the stack again',
  ));
