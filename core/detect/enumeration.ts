/**
 * Tells enumeration: a list of names of which next to none exist here, tried once or twice each, to learn which do. Blind where
 * the log does not say that an account does not exist.
 */
import type { Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { isList, isMoreUnknown } from './stuffing';

/** A leaked list may begin with many names that nobody has here: so many must have been seen, as a multiple of `minNames`. */
const TIMES_NAMES = 4;
const LEAST_UNKNOWN = 0.98;

export const isEnumeration = (crowd: Crowd, view: LoginView, rule: LoginAttackRule): boolean =>
  isList(crowd, rule) &&
  crowd.targets.size >= rule.minNames * TIMES_NAMES &&
  isMoreUnknown(crowd, view) &&
  crowd.unknown >= crowd.tries * LEAST_UNKNOWN;
