/**
 * Judges minutes whose lines came when no window reaches back to them any more, each as it was then: what is found is told as
 * past. Blind to what was told in time, and to troubles that lie deeper than the looks that are made.
 */
import type { Alert } from './alert/alert';
import { findTroubles, settleFindings, type JudgeWorld } from './judge-series';
import type { Finding } from './detect/finding';
import { slotOf, SLOT_MINUTES, type Minute } from './state/minute';
import type { Series } from './state/series';

/** Looks at one series for what came late in a minute: four hours of five minutes, for a delivery spans less as a rule. */
const MOST_LOOKS = 48;

/** @returns the alerts of which people are to be told */
export async function judgeLate(
  series: Series,
  minutes: readonly Minute[],
  world: JudgeWorld,
): Promise<readonly Alert[]> {
  const slots = [...new Set(minutes.map(slotOf))].toSorted((one, other) => one - other).slice(-MOST_LOOKS);
  const told: Alert[] = [];
  for (const slot of slots) {
    const seen = await findTroubles(series, world, slot + SLOT_MINUTES - 1);
    const late: Finding[] = [];
    for (const finding of seen.findings) {
      if (finding.ratio >= 1 && (await isUntold(finding, world))) late.push({ ...finding, isLate: true });
    }
    told.push(...(await settleFindings(series, { ...seen, findings: late }, new Set(), world)));
  }
  return told;
}

/** False where an alert speaks of what goes on, or spoke of that very time; but who fell is told in any case. */
async function isUntold(finding: Finding, { alerts }: JudgeWorld): Promise<boolean> {
  const { kind, subject, firstSeenMs, lastSeenMs, isLate = false, fallen = [] } = finding;
  const stored = await alerts.read({ kind, subject });
  const told = new Set(stored?.fallen?.map(({ hash }) => hash));
  if (fallen.some(({ hash }) => !told.has(hash))) return true;
  if (!isLate || stored === undefined || stored.state === 'pending') return isLate;
  if (stored.state === 'open') return stored.isLate === true;
  return lastSeenMs < stored.firstSeenMs || firstSeenMs > stored.lastSeenMs;
}
