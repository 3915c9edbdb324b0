/** Shows that requests are signed as AWS's own examples are, and what becomes of the answers. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createAsk, signHeaders, type JsonService } from '../../adapters/signed-request';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

/** From AWS's test suite for Signature Version 4 (post-vanilla, post-sts-header-before). */
it.each([['without a session', undefined, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b']])(
  "signs AWS's own example %s",
  (_, sessionToken, signature) => {
    const signed = signHeaders({
      url: new URL('https://example.amazonaws.com/'),
      headers: {},
      body: '',
      service: 'service',
      region: 'us-east-1',
      keys: { ...KEYS, sessionToken },
      atMs: Date.parse('2015-08-30T12:36:00Z'),
    });
    expect(signed['authorization']).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        `SignedHeaders=host;x-amz-date, Signature=${signature}`,
    );
  },
);

describe('an answer', () => {
  const SERVICE: JsonService = { name: 'monitoring', target: 'Granite', contentType: 'application/x-amz-json-1.0' };
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  let answer: readonly [status: number, body: string] = [200, '{}'];
  let server: Server;
  let endpoint = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        asked.push({ headers: request.headers, body });
        response.writeHead(answer[0], { connection: 'close' }).end(answer[1]);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const ask = (input: object) =>
    createAsk(SERVICE, {
      region: 'eu-central-1',
      keys: () => ({ ...KEYS, sessionToken: 'session' }),
      endpoint,
      now: Date.now,
    })('GetMetricData', input);

  it('is asked for as JSON, with the operation and the session in signed headers', async () => {
    answer = [200, '{"Values":[1]}'];
    expect(await ask({ a: 1 })).toEqual({ Values: [1] });
    expect(asked[0]?.body).toBe('{"a":1}');
    expect(asked[0]?.headers).toMatchObject({
      'x-amz-target': 'Granite.GetMetricData',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-security-token': 'session',
      authorization: expect.stringContaining(
        'SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=',
      ),
    });
  });

  it.each([
    [400, '{"__type":"com.amazonaws#AccessDeniedException","Message":"no"}', 'AccessDeniedException'],
    [400, '{"__type":"ThrottlingException"}', 'ThrottlingException'],
    [503, 'busy', 'status 503'],
  ])('of status %s is an error by the name that the service gives it', async (status, body, name) => {
    answer = [status, body];
    await expect(ask({})).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });
});
