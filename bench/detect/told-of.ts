/** Reads from an alert what the bench asks of it: the trouble's name, and how many accounts it says an attacker got into. */
import type { Alert } from '../../core/alert/alert';

/** The set of names is open: whatever the judge calls a trouble is counted under that. */
export function nameOf({ evidence }: Alert): string {
  const { kind, shape }: { readonly kind: string; readonly shape?: unknown } = evidence;
  const name = typeof shape === 'string' ? shape : kind;
  return ALIASES[name] ?? name;
}

const ALIASES: Readonly<Record<string, string>> = { stuffing: 'credential-stuffing' };

/** An alert that has no list of them tells none. */
export const fallenTold = ({ fallen = [], moreFallen = [] }: Alert): number => fallen.length + moreFallen.length;
