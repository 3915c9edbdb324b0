/** Shows how far the reading has come and about how long it will take; a line for every tenth where nobody watches. */
import { formatCount, formatSpan } from '../../core/alert/figures';
import type { Terminal } from '../terminal';
import type { Progress } from './read-groups';

const EVERY_MS = 250;
/** So much must be known before a guess is worth showing. */
const GUESS_AFTER_MS = 3_000;

export function createLearnProgress(terminal: Terminal, nowMs: () => number): (progress: Progress) => void {
  const startMs = nowMs();
  let shownMs = -Infinity;
  let tenth = 0;
  return ({ logGroup, share, shareAtStart, events, isDone }) => {
    const atMs = nowMs();
    const percent = `${Math.floor(share * 100)} %`;
    if (!terminal.isWatched) {
      if (Math.floor(share * 10) > Math.max(tenth, Math.floor(shareAtStart * 10)) && isDone) {
        tenth = Math.floor(share * 10);
        terminal.err(`${percent} read, ${formatCount(events)} events`);
      }
      return;
    }
    if (atMs - shownMs < EVERY_MS && share < 1) return;
    shownMs = atMs;
    const left = leftMs(share - shareAtStart, 1 - share, atMs - startMs);
    const guess = left === undefined ? '' : ` · about ${formatSpan(left)} left`;
    terminal.progress(
      share >= 1 ? '' : `  ${percent} · ${formatCount(events)} events · ${logGroup.slice(-40)}${guess}`,
    );
  };
}

const leftMs = (done: number, left: number, tookMs: number): number | undefined =>
  tookMs < GUESS_AFTER_MS || done <= 0 ? undefined : (tookMs / done) * left;
