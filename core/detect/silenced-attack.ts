/**
 * What would have silenced an attack on a login: it is judged again with one setting asking for more, until that is enough. Not
 * asked where many take part or are tried: each look takes long there, and of so large an attack nobody wants to hear less.
 */
import type { Crowd } from './crowd';
import { findCrowd } from './login-attack';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginSeen, LoginView } from './login-view';
import { isShare, type SilencedBy } from './silenced-by';

/** In the order of how plain they are: the first that is enough is told. */
const SETTINGS = [
  'minTries',
  'minSlowTries',
  'minAddresses',
  'minFailures',
  'minFailuresUnknown',
  'timesUsual',
  'chance',
] as const;
type Setting = (typeof SETTINGS)[number];

const MOST_TAKING_PART = 128;
const MOST_LOOKS = 6;
/** Over what is found to be just enough, so that the look that follows sees how far. */
const BEYOND = 1.1;

/** Undefined where no setting alone would have done. */
export function silencedAttack(
  view: LoginView,
  known: LoginSeen['known'],
  rule: LoginAttackRule,
  { ratio, addresses, targets }: Crowd,
): SilencedBy | undefined {
  if (ratio < 1 || addresses.length + targets.size > MOST_TAKING_PART) return undefined;
  for (const setting of SETTINGS) {
    const ratioAt = (times: number): number => findCrowd(view, asking(setting, times, rule), known)?.ratio ?? 0;
    const times = timesToSilence(ratioAt, ratio);
    if (times === undefined) continue;
    const value = asking(setting, times, rule)[setting];
    if (isShare(setting)) return { setting, below: value };
    return { setting, above: Number(value.toPrecision(12)) };
  }
  return undefined;
}

/** How many times as much must be asked for; what is found moves with it, so that few looks come close. */
function timesToSilence(ratioAt: (times: number) => number, ratio: number): number | undefined {
  let [times, found] = [1, ratio];
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    times *= found * BEYOND;
    const next = ratioAt(times);
    if (next >= found) return undefined; // something else finds it, whatever is set here
    if (next < 1) return next > 0 ? times * next : times;
    found = next;
  }
  return undefined;
}

/** A chance is asked for the more, the smaller it is. */
const asking = (setting: Setting, times: number, rule: LoginAttackRule): LoginAttackRule => ({
  ...rule,
  [setting]: setting === 'chance' ? rule[setting] ** times : rule[setting] * times,
});
