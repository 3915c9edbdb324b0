import { messageOfAlert } from '../../../core/alert/alert-message';
import { renderAmazonQ } from '../../../core/alert/amazon-q';
import { renderEmail } from '../../../core/alert/email';
import { renderSlack, renderSlackReply } from '../../../core/alert/slack';
import { networkOf } from '../../../core/login/network-of';
import { someAlert } from './some-alerts';

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:bad:cafe::7', '2001:db8:bad::/48'],
  ['2001:db8::7', '2001:db8::/48'],
  ['2001:0:0:1::7', '2001:0:0::/48'],
  ['2001:db8:bad:cafe::/64', '2001:db8:bad::/48'],
  ['::1', '::/48'],
  ['::ffff:198.51.100.9', '198.51.100.0/24'],
  ['[2001:db8:1:2::3]:443', '2001:db8:1::/48'],
  ['somebody@example.com', 'an address'],
  ['', 'an address'],
])('shows of %s only %s', (address, network) => expect(networkOf(address)).toBe(network));

const OWNER = '198.51.100.23';
const LOOKED_AT = '198.51.100.77';
const BLOCKED = '203.0.113.9';
const CHALLENGED = '192.0.2.44';

it('has whole addresses in no form but of the attackers', () => {
  const at = { account: 'b***@e***.com', hash: 'a1b2c3d4e5f6', atMs: 1_795_183_260_000 };
  const message = messageOfAlert(
    someAlert('login-attack', {
      addresses: [
        { address: BLOCKED, tries: 60, accounts: 50, advice: 'block' },
        { address: CHALLENGED, tries: 40, accounts: 30, advice: 'challenge' },
        { address: LOOKED_AT, tries: 20, accounts: 10, advice: 'look' },
      ],
      fallen: [{ ...at, address: BLOCKED }],
      toCheck: [{ ...at, address: OWNER }, at],
    }),
    { account: '123456789012', region: 'eu-west-1' },
  );
  const forms = [
    renderEmail(message),
    renderSlack(message),
    renderSlackReply(message),
    renderAmazonQ(message),
    message.json,
    message.finding,
  ].map((form) => JSON.stringify(form));
  for (const form of forms) {
    expect(form).not.toContain(OWNER);
    expect(form).toContain(BLOCKED);
  }
  expect(forms[0]).toContain(CHALLENGED);
  expect(forms[0]).toContain(LOOKED_AT);
  expect(forms[0]).toContain('198.51.100.0/24');
});
