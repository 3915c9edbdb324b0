/** What people can set so as not to be told of the like again. */
import type { Finding, Kind } from '../detect/finding';
import type { SilencedBy } from '../detect/silenced-by';
import type { Alert } from './alert';

/** What would have silenced the worst of an episode; of one setting, all that was found by it. */
export function quieterOf(stored: Alert | undefined, { quieter, ratio }: Finding): Pick<Alert, 'quieter'> {
  const known = stored?.quieter;
  if (known === undefined || quieter === undefined || known.setting !== quieter.setting) {
    const worse = stored === undefined || ratio > stored.peakRatio ? quieter : known;
    return worse === undefined ? {} : { quieter: worse };
  }
  return { quieter: isFarther(quieter, known) ? quieter : known };
}

const isFarther = (one: SilencedBy, other: SilencedBy): boolean =>
  (one.above ?? 0) > (other.above ?? 0) || (one.below ?? Infinity) < (other.below ?? Infinity);

/** @param settings to try where no single one would have silenced it, or that is not known */
export function quieterNote(kind: Kind, quieter: SilencedBy | undefined, settings: string): string {
  if (quieter === undefined) return `Too sensitive? Raise ${settings} of ${kind} in the stack's detectors.`;
  return `Too sensitive? With ${quieter.setting} ${nextOf(quieter)} of ${kind} in the stack's detectors it had stayed silent.`;
}

/** The next number beyond that one would write: a whole one, or one of two figures. */
function nextOf({ above = 0, below }: SilencedBy): number {
  if (below !== undefined) return Number((10 ** (Math.ceil(Math.log10(below)) - 1)).toPrecision(1));
  if (Number.isInteger(above)) return above + 1;
  const unit = above >= 10 ? 1 : 10 ** (Math.floor(Math.log10(above)) - 1);
  return Number(((Math.floor(above / unit) + 1) * unit).toPrecision(12));
}
