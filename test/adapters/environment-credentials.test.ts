/** Shows which credentials a deployed function signs with, and what it says where there are none. */
import { defaultProvider } from '../../adapters/environment-credentials';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

it('takes what is in the environment at each call, for it may have changed', async () => {
  const read = defaultProvider();
  for (const turn of ['1', '2']) {
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: `id${turn}`,
      AWS_SECRET_ACCESS_KEY: `secret${turn}`,
      AWS_SESSION_TOKEN: `token${turn}`,
    });
    expect(await read()).toEqual({
      accessKeyId: `id${turn}`,
      secretAccessKey: `secret${turn}`,
      sessionToken: `token${turn}`,
    });
  }
});

it('names what is missing', async () => {
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  process.env['AWS_ACCESS_KEY_ID'] = 'id';
  await expect(defaultProvider()()).rejects.toThrow('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the');
});
