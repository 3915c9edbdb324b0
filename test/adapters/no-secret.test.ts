/** Shows for every sender that no secret gets out: not into what is sent, nor into what it says of it, whatever goes wrong. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { createOutlet, MEDIA, type Medium } from '../../adapters/outlet';
import { messageOfAlert } from '../../core/alert/alert-message';
import { madeAlert } from '../contracts/made-alert';
import { expectNoLeak } from './expect-no-leak';
import { startSlack, type SlackServer } from './slack-server';

const KEY = Buffer.from('canary-key-of-thirty-two-bytes!!').toString('base64');
const CANARIES = ['canaryPath', 'T0CANARY', 'xoxb-canary', 'canary-broken', KEY];

const sns = mockClient(SNSClient);
const manager = mockClient(SecretsManagerClient);
let server: SlackServer;
beforeAll(async () => {
  server = await startSlack();
});
afterAll(() => server.stop());
beforeEach(() => {
  sns.reset();
  manager.reset();
});

const secretsOf = (medium: Medium): readonly string[] => {
  const url = `http://${server.host}/services/T0CANARY/canaryPath`;
  const broken = ['canary-broken', '', '{"canary-broken', JSON.stringify({ canaryPath: 'canary-broken' })];
  if (medium === 'slack')
    return [
      JSON.stringify({ webhookUrl: url }),
      JSON.stringify({ botToken: 'xoxb-canary', channel: 'C0123' }),
      JSON.stringify({ webhookUrl: 'https://evil.example/canaryPath' }),
      JSON.stringify({ botToken: 'xoxb-canary broken', channel: 'C0123' }),
      ...broken,
    ];
  if (medium === 'webhook')
    return [
      JSON.stringify({ url, signingKey: `whsec_${KEY}` }),
      JSON.stringify({ url: 'https://evil.example/canaryPath', signingKey: KEY }),
      JSON.stringify({ url, signingKey: 'canary-broken' }),
      ...broken,
    ];
  return ['none'];
};

const ANSWERS = [
  { status: 200, body: 'ok' },
  { status: 200, body: '{"ok":false,"error":"xoxb-canary"}' },
  { status: 302, headers: { location: 'http://127.0.0.1:1/canaryPath' } },
  { status: 400, body: 'canaryPath' },
  { status: 403, body: 'canaryPath' },
  { status: 404 },
  { status: 429, body: 'canaryPath', headers: { 'retry-after': '1' } },
  { status: 500, body: 'at canaryPath' },
  'hang-up',
] as const;

it.each(MEDIA)('%s lets no secret out, whatever its secret is and whatever is answered', async (medium) => {
  const printed: unknown[] = [];
  const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation((...said) => void printed.push(said)),
  );
  const said: unknown[] = [];
  let tries = 0;
  for (const secret of secretsOf(medium)) {
    for (const answer of ANSWERS) {
      server.answer(answer);
      manager.on(GetSecretValueCommand).resolves(secret === '' ? {} : { SecretString: secret });
      const refused = Object.assign(new Error('at canaryPath'), {
        name: 'NotFound',
        $metadata: { httpStatusCode: 404 },
      });
      if (answer === 'hang-up') sns.on(PublishCommand).rejects(refused);
      else sns.on(PublishCommand).resolves({});
      const env = { CHANNEL: medium, MEDIUM: medium, TOPIC_ARN: 'arn:t', SECRET: 'name', HOST: server.host };
      const delivery = await createOutlet(env)
        .tell(messageOfAlert(madeAlert(), {}), undefined)
        .catch((error: unknown) => ({ thrown: String(error), stack: (error as Error).stack }));
      tries += 1;
      said.push(
        delivery,
        ...server.requests.map(({ body }) => body),
        ...sns.commandCalls(PublishCommand).map(({ args }) => args[0]),
      );
    }
  }
  for (const spy of spies) spy.mockRestore();
  expect(said.length).toBeGreaterThan(tries);
  expectNoLeak({ said, printed }, CANARIES);
  expect(said).not.toContainEqual(expect.objectContaining({ thrown: expect.anything() }));
});

it('would notice a secret', () => {
  const found = () => expectNoLeak({ why: 'could not reach http://x/canaryPath' }, CANARIES);
  expect(found).toThrow();
});
