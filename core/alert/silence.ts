/** A silence: which alerts nobody is told of until when, who wants that, and why. They are judged and counted all the same. */
import type { Kind } from '../detect/finding';
import { isKind } from '../detect/kinds';
import { isObject } from '../log/json';
import { nameOf } from '../state/series';
import type { Alert, Severity } from './alert';
import { isLike } from './name-pattern';
import { isSeverity, RANK } from './severity';

export interface Silence {
  /** Short, for people to end it by. */
  readonly id: string;
  readonly kind?: Kind;
  /** A function's name or a log group's; `*` stands for any text. */
  readonly function?: string;
  /** Alerts up to this severity; those that are worse are told. @default all */
  readonly severity?: Severity;
  readonly author: string;
  readonly reason: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const LONGEST_DAYS = 7;
export const LONGEST_SILENCE_MS = LONGEST_DAYS * 24 * 60 * 60_000;
const LONGEST_TEXT = 200;

/** Kinds that tell of Vigil itself, or of somebody who tries to blind it. */
const ABOUT_VIGIL: readonly Kind[] = ['forged-lines'];

export const isAboutVigil = (kind: Kind): boolean => ABOUT_VIGIL.includes(kind);

/** The one that ends last of those that keep this alert silent now. */
export function silenceOf(
  { kind, subject, severity }: Pick<Alert, 'kind' | 'subject' | 'severity'>,
  silences: readonly Silence[],
  nowMs: number,
): Silence | undefined {
  if (isAboutVigil(kind)) return undefined;
  const holding = silences.filter(
    (each) =>
      isInForce(each, nowMs) &&
      (each.kind ?? kind) === kind &&
      (each.function === undefined || isLike(nameOf(subject), each.function)) &&
      (each.severity === undefined || RANK[severity] <= RANK[each.severity]),
  );
  return holding.toSorted((one, other) => other.untilMs - one.untilMs)[0];
}

export const isInForce = ({ fromMs, untilMs }: Silence, nowMs: number): boolean => fromMs <= nowMs && nowMs < untilMs;

/**
 * What is wrong with a silence that somebody wants, one sentence a fault.
 * @param nameOf what its parts are called where somebody wrote them
 */
export function faultsOfSilence(
  wanted: unknown,
  place: string,
  nameOf = (part: string): string => `${place}.${part}`,
): string[] {
  if (!isObject(wanted))
    return [`${place} must be an object such as { kind: 'slow-calls', author, reason, fromMs, untilMs }`];
  const { kind, function: name, severity, author, reason, fromMs, untilMs } = wanted;
  const faults: string[] = [];
  if (kind !== undefined && !(typeof kind === 'string' && isKind(kind)))
    faults.push(`${nameOf('kind')} is no kind of alert; docs/alerts.md names them`);
  else if (kind !== undefined && isAboutVigil(kind))
    faults.push(`${nameOf('kind')} is ${kind}: what tells of Vigil itself can't be silenced`);
  if (name !== undefined && !isText(name))
    faults.push(`${nameOf('function')} must be a name such as checkout or pay-*`);
  if (severity !== undefined && !isSeverity(severity))
    faults.push(`${nameOf('severity')} must be info, warning or critical: alerts up to that one are silenced`);
  if (kind === undefined && isEvery(name) && (severity === undefined || severity === 'critical'))
    faults.push(`${place} would silence everything; name a kind, a function or a severity below critical`);
  if (!isText(author)) faults.push(`${nameOf('author')} must say who wants it, in up to ${LONGEST_TEXT} characters`);
  if (!isText(reason)) faults.push(`${nameOf('reason')} must say why, in up to ${LONGEST_TEXT} characters`);
  if (typeof fromMs !== 'number' || typeof untilMs !== 'number' || !(untilMs > fromMs))
    faults.push(`${place} must end after it begins`);
  else if (untilMs - fromMs > LONGEST_SILENCE_MS)
    faults.push(
      `${place} lasts longer than ${LONGEST_DAYS} days; nobody remembers it then: silence for less, or change the detector's settings`,
    );
  return faults;
}

/** A name of stars alone fits every other. */
const isEvery = (name: unknown): boolean => name === undefined || (typeof name === 'string' && /^\*+$/.test(name));

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT;
