/** Writes the findings as a table, each with its cure beneath it. */
import type { TimelineStyle } from '../../core/alert/timeline';
import type { Finding } from './finding';

export function renderFindings(
  findings: readonly Finding[],
  style: Pick<TimelineStyle, 'red' | 'yellow' | 'green'>,
): string {
  const paint = { ok: style.green, warn: style.yellow, fail: style.red };
  const width = Math.min(48, Math.max(...findings.map(({ check }) => check.length)));
  const rows = findings.flatMap(({ check, state, said, cure }) => [
    `${paint[state](state.padEnd(4))}  ${check.padEnd(width)}  ${said}`,
    ...(cure === undefined ? [] : [`${' '.repeat(6 + width)}  → ${cure}`]),
  ]);
  const count = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const sum = `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} to mend first`;
  return [...rows, '', sum].join('\n');
}
