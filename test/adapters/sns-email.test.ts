/** Shows what SNS is handed for an alert, and what its errors mean. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import { createEmailChannel } from '../../adapters/sns-email';
import { messageOfAlert } from '../../core/alert/alert-message';
import { madeAlert } from '../contracts/made-alert';

const sns = mockClient(SNSClient);
beforeEach(() => sns.reset());

const channelWith = (subject: string) =>
  createEmailChannel({
    client: new SNSClient({}),
    topicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
    render: () => ({ subject, body: 'What happened.\nWhat to do.' }),
  });

const message = { ...messageOfAlert(madeAlert(), {}), json: { type: 'alert', id: '3fa9c1-1' } };
const published = () => sns.commandCalls(PublishCommand).map((call) => call.args[0].input);

describe('e-mail channel', () => {
  it('publishes text for people and JSON for machines, with attributes to filter by', async () => {
    sns.on(PublishCommand).resolves({});
    expect(await channelWith('[Vigil critical] login').tell(message, undefined)).toEqual({ kind: 'sent' });
    const [input] = published();
    expect(JSON.parse(input?.Message ?? '')).toEqual({
      default: 'What happened.\nWhat to do.',
      email: 'What happened.\nWhat to do.',
      sqs: '{"type":"alert","id":"3fa9c1-1"}',
      lambda: '{"type":"alert","id":"3fa9c1-1"}',
    });
    expect(input).toMatchObject({
      TopicArn: 'arn:aws:sns:eu-central-1:111122223333:alerts',
      Subject: '[Vigil critical] login',
      MessageStructure: 'json',
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'login-attack' },
        severity: { DataType: 'String', StringValue: 'critical' },
        change: { DataType: 'String', StringValue: 'open' },
        id: { DataType: 'String', StringValue: '3fa9c1-1' },
      },
    });
  });

  it('always has a subject that SNS takes', async () => {
    sns.on(PublishCommand).resolves({});
    const subjects = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 90, maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(subjects, async (subject) => {
        await channelWith(subject).tell(message, undefined);
        expect(published().at(-1)?.Subject).toMatch(/^[!-~][ -~]{0,98}$/);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('says of a test that it is one, so that subscribers can leave it out', async () => {
    sns.on(PublishCommand).resolves({});
    await channelWith('x').tell({ ...message, isTest: true }, undefined);
    expect(published()[0]?.MessageAttributes).toMatchObject({ test: { StringValue: 'true' } });
  });

  it('gives up what SNS would not take for its size', async () => {
    const json = { text: 'x'.repeat(140_000) };
    expect(await channelWith('x').tell({ ...message, json, jsonWith: undefined }, undefined)).toMatchObject({
      kind: 'give-up',
    });
    expect(published()).toHaveLength(0);
  });

  it.each([
    ['ThrottledException', 429, 'try-again'],
    ['InternalErrorException', 500, 'try-again'],
    ['TimeoutError', undefined, 'try-again'],
    ['AuthorizationErrorException', 403, 'give-up'],
    ['NotFoundException', 404, 'give-up'],
  ])('takes %s (%p) as %s', async (name, httpStatusCode, kind) => {
    const error = Object.assign(new Error('body: What happened.'), { name, $metadata: { httpStatusCode } });
    sns.on(PublishCommand).rejects(error);
    expect(await channelWith('x').tell(message, undefined)).toEqual({
      kind,
      why: `SNS did not take the alert: ${name}`,
      ...(name === 'TimeoutError' && { isUnsure: true }),
    });
  });
});
