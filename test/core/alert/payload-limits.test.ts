/** The largest alert that there can be, in every form: within what each service takes. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import schema from '../../../docs/message.schema.json';
import { createEmailChannel } from '../../../adapters/sns-email';
import { faultsOf } from '../../json-schema';
import type { Alert } from '../../../core/alert/alert';
import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderAmazonQ } from '../../../core/alert/amazon-q';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import { KINDS } from '../../../core/detect/kinds';
import { marksInMessage } from './slack-rules';
import { someAlert } from './some-alerts';

const place = { account: '123456789012', region: 'ap-southeast-2' };
const SNS_BYTES = 256 * 1024;

function largest(kind: Alert['kind']): Alert {
  const alert = someAlert(kind, { change: 'update', severity: 'critical', isTest: true });
  const address = (at: number): string =>
    `2001:db8:${(0x1000 + at).toString(16)}:ffff:ffff:ffff:ffff:${(0x1000 + at).toString(16)}`;
  const account = (at: number) => ({
    account: '支'.repeat(64),
    hash: 'f'.repeat(32),
    address: address(at),
    atMs: alert.firstSeenMs,
  });
  return {
    ...alert,
    subject: { ...alert.subject, name: '支'.repeat(512) },
    addresses: Array.from({ length: 500 }, (_, at) => ({
      address: address(at),
      tries: 64,
      accounts: 64,
      advice: 'block' as const,
    })),
    moreAddresses: 100_000,
    fallen: Array.from({ length: 50 }, (_, at) => account(at)),
    toCheck: Array.from({ length: 50 }, (_, at) => account(50 + at)),
  };
}

const sns = mockClient(SNSClient);

it.each(KINDS)('%s fits', async (kind) => {
  const message = messageOfAlert(largest(kind), place);
  const { subject } = renderEmail(message);
  sns.reset();
  sns.on(PublishCommand).resolves({});
  const email = createEmailChannel({ client: new SNSClient({}), topicArn: 'arn:t', render: renderEmail });
  expect(await email.tell(message, undefined)).toEqual({ kind: 'sent' });
  const { Message = '', MessageAttributes } = sns.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
  expect(Buffer.byteLength(Message + JSON.stringify(MessageAttributes) + subject)).toBeLessThan(SNS_BYTES);
  const { sqs } = JSON.parse(Message) as { readonly sqs: string };
  const sent = JSON.parse(sqs) as { readonly addresses: readonly string[]; readonly moreAddresses: number };
  expect(faultsOf(sent, schema)).toEqual([]);
  expect(sent.addresses.length + sent.moreAddresses).toBe(100_500);
  expect(sent.addresses.length).toBeGreaterThanOrEqual(100);
  expect(subject.length).toBeLessThan(100);
  expect(Buffer.byteLength(JSON.stringify(message.finding))).toBeLessThan(SNS_BYTES);
  const q = renderAmazonQ(message);
  expect(q.content.title.length).toBeLessThanOrEqual(150);
  expect(q.content.description.length).toBeLessThanOrEqual(3_000);
  for (const slack of [renderSlack(message), renderSlackReply(message)])
    expect(marksInMessage(slack).filter(({ kind: mark }) => mark === 'limit')).toEqual([]);
});
