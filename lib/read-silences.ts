/** Reads the silences that stand in the stack's code: like those of the command line, they end within 7 days. */
import { shortHash } from '../core/alert/short-hash';
import { faultsOfSilence, LONGEST_SILENCE_MS, type Silence } from '../core/alert/silence';
import { SILENCE_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, readList, type Given } from './prop-shape';

const SUCH = "[{ function: 'checkout', author: 'Ada', reason: 'OPS-17', until: '2026-11-25T18:00Z' }]";
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

export function readSilences({ silences }: Given, nowMs: number, faults: string[]): readonly Silence[] {
  return readList('alerts.silences', silences, SUCH, faults, (value, place) =>
    readSilence(value, place, nowMs, faults),
  ).filter((silence) => silence !== undefined);
}

/** Those that are over do nothing any more. */
export const isOver = ({ untilMs }: Silence, nowMs: number): boolean => untilMs <= nowMs;

function readSilence(value: unknown, place: string, nowMs: number, faults: string[]): Silence | undefined {
  if (!isRecord(value)) {
    faults.push(`${place} must be an object such as ${SUCH.slice(1, -1)}, got ${kindOf(value)}`);
    return undefined;
  }
  const found = faultsOfKeys(`${place}.`, value, SILENCE_KEYS);
  const { until, ...wanted } = value;
  const untilMs = typeof until === 'string' && MOMENT.test(until) ? Date.parse(until) : Number.NaN;
  // Begun as early as may be, so that the same code is the same settings whenever it is deployed.
  const silence = { ...wanted, fromMs: untilMs - LONGEST_SILENCE_MS, untilMs };
  if (Number.isNaN(untilMs))
    found.push(`${place}.until must be a moment such as '2026-11-25T18:00Z', got ${kindOf(until)}`);
  else if (untilMs - nowMs > LONGEST_SILENCE_MS)
    found.push(
      `${place}.until is more than 7 days away, and nobody remembers it then; name an earlier one, or change the detector's settings`,
    );
  found.push(...faultsOfSilence(Number.isNaN(untilMs) ? { ...silence, fromMs: 0, untilMs: 1 } : silence, place));
  faults.push(...found);
  return isSound(silence, found) ? { ...silence, id: `c${shortHash(JSON.stringify(silence))}` } : undefined;
}

const isSound = (_silence: unknown, faults: readonly string[]): _silence is Omit<Silence, 'id'> => faults.length === 0;
