/** Holds what was told against what was planted: found or not, how late, in how many alerts, under which name. */
import type { Alert } from '../../core/alert/alert';
import type { Incident, Size, Trouble } from './incident';
import type { Sees } from './login-try';
import { fallenTold, nameOf } from './told-of';

/** An alert as it was when people were told of it. */
export interface Told {
  readonly alert: Alert;
  readonly atMs: number;
}

export interface Outcome {
  readonly trouble: Trouble;
  readonly size: Size;
  readonly sees?: Sees;
  /** From the event at which a perfect judge could know to the first word of it; undefined where there was none. */
  readonly delayMs?: number;
  /** Alerts that told of it, each once, and the names they bear at its end. */
  readonly alerts: number;
  readonly names: readonly string[];
  readonly isRightlyNamed: boolean;
  /** Accounts that an attacking address got into, and how many of them were told. */
  readonly fallen: number;
  readonly fallenTold: number;
  /** The same of each fixed rule. */
  readonly fixed: Readonly<Record<string, { readonly delayMs: number; readonly alerts: number }>>;
}

export interface FixedSaid {
  readonly rule: string;
  readonly atMs: number;
  /** Whether it spoke at one of the attack's own events. */
  readonly isPlanted: boolean;
}

/** An alert that lists addresses is of an attack only where it lists one of the attack's. */
export const isOf = ({ addresses }: Incident, { alert }: Told): boolean =>
  addresses === undefined ||
  alert.addresses.length === 0 ||
  alert.addresses.some((each) => addresses.has(each.address));

/** @param told what is of this incident */
export function outcomeOf(incident: Incident, told: readonly Told[], said: readonly FixedSaid[]): Outcome {
  const { trouble, size, sees, knowableMs, fallen } = incident;
  const atEnd = new Map(told.map(({ alert }) => [alert.id, alert]));
  const lively = told.filter(({ alert }) => alert.change !== 'resolve');
  const first = lively[0];
  const names = [...new Set([...atEnd.values()].map(nameOf))].toSorted();
  return {
    trouble,
    size,
    ...(sees !== undefined && { sees }),
    ...(first && { delayMs: Math.max(0, first.atMs - knowableMs) }),
    alerts: new Set(lively.map(({ alert }) => alert.id)).size,
    names,
    isRightlyNamed: names.includes(trouble),
    fallen,
    fallenTold: Math.min(fallen, Math.max(0, ...[...atEnd.values()].map(fallenTold))),
    fixed: fixedOf(said, knowableMs),
  };
}

function fixedOf(said: readonly FixedSaid[], knowableMs: number): Outcome['fixed'] {
  const byRule: Record<string, { delayMs: number; alerts: number }> = {};
  for (const { rule, atMs, isPlanted } of said) {
    if (!isPlanted) continue;
    byRule[rule] ??= { delayMs: Math.max(0, atMs - knowableMs), alerts: 0 };
    byRule[rule].alerts += 1;
  }
  return byRule;
}
