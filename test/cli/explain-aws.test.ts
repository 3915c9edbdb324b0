/** Shows that the usual mistakes are told as a sentence with its cure. */
import { createDynamoClient } from '../../adapters/dynamodb/client';
import { createDynamoCoverage } from '../../adapters/dynamodb/coverage-store';
import { explainAws } from '../../cli/explain-aws';
import { WrongUse } from '../../cli/wrong-use';

const named = (name: string, message = '') => Object.assign(new Error(message), { name });
const asked = { table: 'vigil-table', actions: 'dynamodb:GetItem on the table' };

it.each<[string, unknown, RegExp]>([
  ['no credentials', named('CredentialsProviderError'), /no AWS credentials were found; set AWS_PROFILE/],
  ['no Region', named('Error', 'Region is missing'), /set AWS_REGION/],
  ['old credentials', named('ExpiredTokenException'), /sign in anew/],
  ['a right that is not there', named('AccessDeniedException'), /you need dynamodb:GetItem on the table/],
  ['another table', named('ResourceNotFoundException'), /no table vigil-table in this account and Region/],
  [
    'no network',
    Object.assign(new Error('x'), { code: 'ENOTFOUND' }),
    /could not be reached \(ENOTFOUND\); look at the/,
  ],
])('tells %s, also where it is the cause of an error of ours', (_, error, words) => {
  for (const thrown of [error, new Error('could not read an item', { cause: error })]) {
    const told = explainAws(thrown, asked);
    expect(told).toBeInstanceOf(WrongUse);
    expect(String(told)).toMatch(words);
  }
});

it('leaves alone what it does not know', () => {
  const error = new Error('else');
  expect(explainAws(error, asked)).toBe(error);
});

it('knows how the real client says that nobody answers', async () => {
  const client = createDynamoClient({
    endpoint: 'http://127.0.0.1:9',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const thrown: unknown = await createDynamoCoverage({ client, name: 't' })
    .read()
    .catch((error: unknown) => error);
  expect(String(explainAws(thrown, asked))).toMatch(/AWS could not be reached \(ECONNREFUSED\).*AWS_ENDPOINT_URL/);
});
