/** Why an alert is told in the day's digest alone, and by nothing of its own. */
import type { Alert } from './alert';
import type { AlertSettings } from './alert-settings';
import { isLongOver } from './late';

/** `staged`: its detector is only being tried; `late`: it was over for long when it was found; `info`: it can wait. */
export type SmallWhy = 'staged' | 'late' | 'info';

export type Weighed = Pick<Alert, 'kind' | 'severity' | 'isTest' | 'isLate' | 'openedAtMs' | 'lastSeenMs'>;

/** Undefined for what is told at once: whatever is critical, a test, and everything where there is no digest. */
export function whySmall(
  alert: Weighed,
  { digest, staged }: Pick<AlertSettings, 'digest' | 'staged'>,
): SmallWhy | undefined {
  if (digest === false || alert.severity === 'critical' || alert.isTest === true) return undefined;
  if (staged?.includes(alert.kind) === true) return 'staged';
  if (isLongOver(alert)) return 'late';
  return alert.severity === 'info' ? 'info' : undefined;
}
