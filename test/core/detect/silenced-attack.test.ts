/** With the setting that the alert of an attack names, just beyond the value it names, the same attack is told to nobody. */
import { attacks, honest, spread } from '../attacks';
import { play, type Try } from '../login-stage';

const small: Readonly<Record<string, readonly Try[]>> = {
  'a job with an old password': spread(14, 10, () => ({ account: 'boss@shop.example', address: '203.0.113.5' })),
  guessing: attacks.guessing,
  spraying: attacks.spraying,
  'low-and-slow': attacks['low-and-slow'],
  spike: spread(60, 10, (i) => ({ account: `a${i}` })),
};

it.each(Object.entries(small))('%s is silent with the setting it names', async (_, tries) => {
  const { stored } = await play([...honest(), ...tries]);
  const { setting, above, below } = stored!.quieter!;
  const value = below === undefined ? above! * 1.0001 : below * 0.99;
  const { told } = await play([...honest(), ...tries], { rule: { [setting]: value } });
  expect(told).toEqual([]);
});
