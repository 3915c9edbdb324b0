/** Shows what is taken out of a log line before it may leave the account, and that no hostile line gets anything past it. */
import fc from 'fast-check';
import { redactLine } from '../../../core/alert/redact';
import { hostileStrings } from './hostile-strings';

// Put together here, so that no scanner of repositories takes them for real ones.
const AWS_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const SLACK = ['xoxb', '1234567890', 'abcdefGHIJKL'].join('-');
const GITHUB = ['ghp', '16C7e42F292c6912E7710c838347Ae178B4a'].join('_');
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

it.each<[string, string, string]>([
  ['an e-mail address', 'no user ann.b+c@shop.example.com here', 'ann'],
  ['one in percent encoding', 'GET /u/ann%40shop.com', 'ann'],
  ['one in a JSON escape', '{"u":"ann\\u0040shop.com"}', 'ann'],
  ['a card number', 'card 4111 1111 1111 1111 declined', '4111'],
  ['a card number with dashes', 'card 4111-1111-1111-1111', '1111'],
  ['a card number in one', 'pan=4111111111111111', '4111'],
  ['a phone number', 'called +49 170 1234567', '1234567'],
  ['a social security number', 'ssn is 078-05-1120', '078-05'],
  ['an IBAN', 'to DE89 3704 0044 0532 0130 00', '0532'],
  ['a bearer token', 'authorization: Bearer abc.def', 'abc.def'],
  ['a bearer token in JSON', '{"headers":{"Authorization":"Bearer abc.def"}}', 'abc.def'],
  ['a basic authorization', 'Basic YW5uOmh1bnRlcjI=', 'YW5u'],
  ['a password', 'ERROR password=hunter2 refused', 'hunter2'],
  ['a password in JSON', '{"password": "hunter2 and more", "x": 1}', 'hunter2'],
  ['a password in JSON within JSON', '{"body":"{\\"password\\":\\"hunter2\\"}"}', 'hunter2'],
  ['a password in single quotes', "{ userPassword: 'hunter2' }", 'hunter2'],
  ['a password that is not closed', '{"password": "hunter2', 'hunter2'],
  ['a key by its name', 'X-Api-Key: k1', 'k1'],
  ['a cookie', 'Cookie: sid=deadbeef', 'deadbeef'],
  ['a session', 'session_id=s3ss', 's3ss'],
  ['an AWS key', `using ${AWS_KEY} now`, AWS_KEY],
  ['a Slack token', `with ${SLACK}`, SLACK],
  ['a GitHub token', `git ${GITHUB}`, GITHUB],
  ['a JSON web token', `jwt ${JWT}`, 'eyJ'],
  ['a private key', 'key -----BEGIN RSA PRIVATE KEY-----\nMIIE', 'MIIE'],
  ['credentials in a URL', 'postgres://ann:hunter2@db.internal/x', 'hunter2'],
  ['a query', 'https://shop.example.com/reset?code=abc123', 'abc123'],
  ['an address', 'from 203.0.113.7 port 22', '203.0.113.7'],
  ['an IPv6 address', 'from 2001:db8:85a3::8a2e:370:7334', '8a2e'],
  ['a link-local address', 'from fe80::1 port 22', 'fe80'],
  ['an address after its key', 'ip:fe80::1', 'fe80'],
  ['who stands within credentials', '{"credentials":{"user":"bob","value":"hunter2"}}', 'bob'],
  ['what stands within credentials', '{"credentials":{"user":"bob","value":"hunter2"}}', 'hunter2'],
  ['credentials over many lines', '{"credentials": {\n  "id": 1,\n  "value": "hunter2"', 'hunter2'],
  ['the first of a list', '{"tokens":["abc123","def456"]}', 'abc123'],
  ['the second of a list', '{"tokens":["abc123","def456"]}', 'def456'],
  ['a password with a quote in it', '{"password":"ab\\"cd-rest-of-it"}', 'rest'],
  ['one with a quote in JSON within JSON', '{"body":"{\\"password\\":\\"ab\\\\\\"cd-rest\\"}"}', 'rest'],
  ['a second cookie', 'Cookie: lang=en; remember=12ab99', '12ab99'],
  ['a second cookie in JSON', '{"cookie":"lang=en; remember=12ab99"}', '12ab99'],
  ['a password of several words', 'password: correct horse battery', 'horse'],
  ['one after an equals sign', 'password=correct horse battery', 'battery'],
  ['a password in a word with a hidden character', 'pass\u200bword=x1', 'x1'],
  ['an API key in two words', 'api key: k1', 'k1'],
  ['a Ruby hash', '{:password=>"hunter2"}', 'hunter2'],
  ['who failed to log in', 'login failed for user jane.doe', 'jane'],
  ['who failed to log in, by a whole name', 'login failed for Jane Doe', 'Doe'],
  ['who is not there', 'ERROR user jane.doe not found', 'jane'],
  ['who is not there, by a whole name', 'ERROR user Jane Doe not found', 'Doe'],
  ['who is not there, in quotes', 'user "jane doe" not found', 'doe'],
  ['a user name', '{"username":"jane.doe"}', 'jane'],
  ['a name', '{"name":"Jane Doe"}', 'Doe'],
  ['a first name', 'first_name=Jane id=7', 'Jane'],
  ['a name in what Java prints', 'User{name=Jane Doe, age=3}', 'Doe'],
  ['an account', 'account: jane', 'jane'],
  ['a phone', '{"phone":"5550100"}', '5550100'],
  ['a long word of chance', 'id 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', '9f86'],
])('takes out %s', (_, line, gone) => {
  const shown = redactLine(line);
  expect(shown).not.toContain(gone);
  expect(shown).toMatch(/\[(redacted|e-mail|number|address)\]/);
});

it.each([
  'Task timed out after 3.00 seconds',
  "TypeError: Cannot read properties of undefined (reading 'total')",
  'Error: connect ECONNREFUSED 127.0.0.1 port 5432'.replace('127.0.0.1', 'db.internal'),
  '2026-11-20T14:00:00.123Z ERROR Order 4711 has no lines',
  'RequestId: 6f3a2f6e-0c8d-4a6e-9b1c-3f6f4a1c2d3e Error: Runtime exited with error: signal: killed',
  'java.lang.NullPointerException: Cannot invoke "Order.total()"',
  'ERROR user not found in table',
  '{"functionName":"checkout","errorMessage":"boom"}',
  'Error in std::vector of arn:aws:s3:::orders',
])('leaves what explains the failure: %s', (line) => expect(redactLine(line)).toBe(line));

it('is one line of plain text of at most 300 characters', () => {
  expect(redactLine(`a\u001b[2J\r\nb\u202e${'c d'.repeat(400)}`)).toMatch(/^a \[2J bc d.{0,300}…$/);
  for (const line of hostileStrings(3_000)) {
    const shown = redactLine(line);
    expect(shown.length).toBeLessThanOrEqual(300);
    expect(shown).not.toMatch(/[\n\r\u202e]/);
  }
});

const SECRETS = [AWS_KEY, SLACK, GITHUB, JWT, 'ann@shop.example.com', '4111 1111 1111 1111', '203.0.113.7'];
const gap = fc.constantFrom(' ', '"', '\n', ' ,', '{"a":"', '<', ' (', '\t');

it('lets none of these past, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      gap,
      fc.constantFrom(...SECRETS),
      gap,
      fc.string({ unit: 'binary', maxLength: 80 }),
      (before, open, secret, close, after) => !redactLine(`${before}${open}${secret}${close}${after}`).includes(secret),
    ),
    { seed: 23, numRuns: 5_000 },
  );
});

it.each([
  ['letters', 'a'.repeat(100_000)],
  ['signs of e-mails', 'a@'.repeat(50_000)],
  ['digits', '1 '.repeat(50_000)],
  ['colons', 'a:'.repeat(50_000)],
  ['words of secrets', 'password'.repeat(12_000)],
  ['backslashes', `password${'\\'.repeat(90_000)}`],
  ['keys of secrets', 'password='.repeat(12_000)],
  ['quotes', 'password:"'.repeat(12_000)],
  ['keys and gaps', `name${' '.repeat(90_000)}`],
  ['words of logins', 'login user for '.repeat(7_000)],
  ['questions', '?a='.repeat(30_000)],
  ['capitals', 'AB12 '.repeat(20_000)],
])('takes no time for %s without end', (_, line) => {
  const startMs = performance.now();
  redactLine(line);
  expect(performance.now() - startMs).toBeLessThan(500);
});
