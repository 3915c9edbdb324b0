/** Brings a stored alert to where a look at its series puts it: one compare-and-set, tried again where another writer was faster. */
import type { Finding } from '../detect/finding';
import type { AlertStore } from '../ports';
import type { Alert, AlertKey } from './alert';
import { episodeOf } from './episode';
import type { Asked, Hush } from './hush';
import { step } from './life-cycle';
import { worseOf } from './severity';

export interface SettleWorld {
  readonly alerts: Pick<AlertStore, 'read' | 'write' | 'noteOpen' | 'noteEpisode'>;
  readonly hushOf: (asked: Asked) => Hush | undefined;
  readonly newUsualOf: (stored: Alert) => Alert['newUsual'];
  readonly now: () => number;
}

const MOST_TRIES = 8;

/** The alert where people are to be told of the change. */
export async function settleAlert(
  key: AlertKey,
  finding: Finding | undefined,
  { alerts, hushOf, newUsualOf, now }: SettleWorld,
): Promise<Alert | undefined> {
  const nowMs = now();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await alerts.read(key);
    const look = { finding, hush: hushOf(asAsked(key, stored, finding)), newUsual: stored && newUsualOf(stored) };
    const next = step(stored, look, nowMs);
    if (next === undefined) return undefined;
    const opens = next.state !== 'resolved' && (stored === undefined || stored.state === 'resolved');
    // Noted before, so that no crash leaves an open alert that nobody looks at, or an episode that the journal does not
    // know; and after, for a sweep in between may have seen the alert still resolved and struck it off.
    if (next.episode > (stored?.episode ?? 0)) await alerts.noteEpisode(episodeOf(next));
    if (opens) await alerts.noteOpen(key);
    if (!(await alerts.write(next, stored?.rev ?? 0))) continue;
    if (opens) await alerts.noteOpen(key);
    if (isForJournal(next, stored)) await alerts.noteEpisode(episodeOf(next));
    return next.seq > (stored?.seq ?? 0) ? next : undefined;
  }
  throw new Error(`alert ${key.kind} was changed by others ${MOST_TRIES} times in a row; try again`);
}

function isForJournal(next: Alert, stored: Alert | undefined): boolean {
  if (next.episode === 0 || next.state === 'pending') return false;
  return next.seq > (stored?.seq ?? 0) || next.hush?.why !== stored?.hush?.why || next.state !== stored?.state;
}

/** What silences and the other reasons for not telling are asked about. */
function asAsked({ kind, subject }: AlertKey, stored: Alert | undefined, finding: Finding | undefined): Asked {
  const isOpen = stored?.state === 'open';
  const severity = worseOf(finding?.severity ?? 'info', isOpen ? stored.severity : 'info');
  return { kind, subject, severity };
}
