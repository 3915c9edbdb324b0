/**
 * Tells credential stuffing: many accounts, at most two tries each, and far more of them unknown than people mistype, for a
 * leaked list holds other people's customers. Blind where the log does not say that an account does not exist: then it is
 * spraying.
 */
import type { Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { lnBinomialTail } from './tails';

const MOST_TRIES_EACH = 2;
const LEAST_UNKNOWN = 0.3;
/** People mistype their names less often than this; what is usual above it are other lists. */
const MISTYPED = 0.25;
/** A name is only chosen here, so little certainty is asked for. */
const LN_CHANCE = Math.log(0.001);

export const isStuffing = (crowd: Crowd, view: LoginView, rule: LoginAttackRule): boolean =>
  isList(crowd, rule) && isMoreUnknown(crowd, view) && crowd.unknown >= crowd.tries * LEAST_UNKNOWN;

/** Many names, each tried once or twice. */
export const isList = (crowd: Crowd, { minNames }: LoginAttackRule): boolean =>
  crowd.targets.size >= minNames && crowd.triesEach <= MOST_TRIES_EACH;

export const isMoreUnknown = ({ tries, unknown }: Crowd, { unknownShare }: LoginView): boolean =>
  lnBinomialTail(tries, unknown, Math.min(MISTYPED, Math.max(0.05, unknownShare))) <= LN_CHANCE;
