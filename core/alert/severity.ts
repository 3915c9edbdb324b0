/** Orders severities: the higher, the worse. */
import type { Severity } from './alert';

export const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };

export const isSeverity = (value: unknown): value is Severity =>
  typeof value === 'string' && Object.hasOwn(RANK, value);

export const worseOf = (one: Severity, other: Severity): Severity => (RANK[other] > RANK[one] ? other : one);
