/** Writes what a replay finds as it goes, as a timeline or as JSON lines, and its tally last. */
import type { Alert } from '../../core/alert/alert';
import { renderJson } from '../../core/alert/json';
import { renderTimelineEntry } from '../../core/alert/timeline';
import type { Terminal } from '../terminal';
import { renderClosing } from './closing';
import { renderTallyJson, type FileTally, type Tally } from './tally';

export interface Telling {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly files: FileTally;
  /** Milliseconds of any origin: how long it took. */
  readonly nowMs: () => number;
  /** Called for each alert before it is written. */
  readonly onAlert?: (alert: Alert) => Promise<void>;
}

export async function tellAlerts(
  alerts: AsyncGenerator<Alert, Tally>,
  { terminal, json, files, nowMs, onAlert }: Telling,
): Promise<Tally> {
  const startMs = nowMs();
  let next = await alerts.next();
  for (; !next.done; next = await alerts.next()) {
    await onAlert?.(next.value);
    if (json) await terminal.out(JSON.stringify(renderJson(next.value, {})));
    else await terminal.out(`${renderTimelineEntry(next.value, terminal.style)}\n`);
  }
  if (json) await terminal.out(JSON.stringify(renderTallyJson(next.value, files)));
  else await terminal.out(renderClosing(next.value, files, nowMs() - startMs, terminal.style));
  return next.value;
}
