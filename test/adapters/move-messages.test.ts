/** Shows that dead letters get back onto their queue, each once, and that looking changes nothing. */
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { moveMessages } from '../../adapters/move-messages';

const sqs = mockClient(SQSClient);
beforeEach(() => void sqs.reset());

const letter = (id: string, why?: string) => ({
  MessageId: id,
  Body: `body of ${id}`,
  ReceiptHandle: `handle of ${id}`,
  ...(why && { MessageAttributes: { why: { DataType: 'String', StringValue: why } } }),
});

async function move(to: string | undefined) {
  const whys: (string | undefined)[] = [];
  sqs
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [letter('a', 'Slack answered 404'), letter('b')] })
    .resolvesOnce({})
    .resolvesOnce({ Messages: [letter('a', 'Slack answered 404'), letter('c')] })
    .resolves({});
  const count = await moveMessages(new SQSClient({}), {
    from: 'dead',
    to,
    onMessage: async (why) => void whys.push(why),
  });
  return { count, whys };
}

it('puts each back once, then takes it away, though the queue says in between that it is empty', async () => {
  expect(await move('queue')).toEqual({ count: 3, whys: ['Slack answered 404', undefined, undefined] });
  expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual(
    ['a', 'b', 'c'].map((id) => ({ QueueUrl: 'queue', MessageBody: `body of ${id}` })),
  );
  expect(sqs.commandCalls(DeleteMessageCommand).map(({ args }) => args[0].input.ReceiptHandle)).toEqual(
    ['a', 'b', 'c'].map((id) => `handle of ${id}`),
  );
});

it('takes nothing away that it could not put back', async () => {
  sqs.on(SendMessageCommand).rejects(new Error('down'));
  await expect(move('queue')).rejects.toThrow('down');
  expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(0);
});

it('only looks where nothing is to be moved', async () => {
  expect((await move(undefined)).count).toBe(3);
  expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(0);
  expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(0);
});
