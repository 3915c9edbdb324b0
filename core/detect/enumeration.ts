/**
 * Tells enumeration: a list of names of which next to none exist here, tried once or twice each, to learn which do. Blind where
 * the log does not say that an account does not exist.
 */
import type { Crowd } from './crowd';
import type { LoginAttackRule } from './login-attack-rule';
import type { LoginView } from './login-view';
import { isList, isMoreUnknown } from './stuffing';

const LEAST_UNKNOWN = 0.95;

export const isEnumeration = (crowd: Crowd, view: LoginView, rule: LoginAttackRule): boolean =>
  isList(crowd, rule) && isMoreUnknown(crowd, view) && crowd.unknown >= crowd.tries * LEAST_UNKNOWN;
