/** Takes what CloudWatch Logs delivered: inflates, decodes, counts once, and judges at once what cannot wait for the sweep. */
import { countBatches, type CountTally, type CountWorld } from '../../core/count-batches';
import { concurrently } from '../../core/concurrently';
import type { LogBatch } from '../../core/log/batch';
import { noteOnce } from '../../core/note-once';
import type { JudgeWorld } from '../../core/judge-series';
import { readPayloads } from '../../core/log/payload';
import { readBatches, type ReadBatches, type ReadWorld } from '../../core/read-batches';
import { quarantineOutOfTime } from '../../core/quarantine-out-of-time';
import { createRecentProfiles } from '../../core/recent-profiles';
import { createLoginDays } from '../../core/login-days';
import { createSubjectBudget } from '../../core/subject-budget';
import { createUrgency, type Due } from './urgency';

interface Keeping {
  /** Keeps lines of failed calls for people to read; where undefined, none are kept. */
  readonly keepLines?: ((batches: readonly LogBatch[]) => Promise<void>) | undefined;
}

export type AnalyzerWorld = Keeping & Omit<CountWorld, 'budget'> & Omit<JudgeWorld, 'profiles' | 'days'> & ReadWorld;

export interface AnalyzerTally extends Omit<CountTally, 'kinds'>, Omit<ReadBatches, 'batches'> {
  readonly batches: number;
  /** Alerts of which people are to be told. */
  readonly changes: number;
  /** Set where lines for people to read could not be kept. */
  readonly linesLost?: true;
}

const AT_ONCE = 8;

export const createAnalyzer = (world: AnalyzerWorld) => {
  const urgency = createUrgency(world);
  const budget = createSubjectBudget();
  const dirty = noteOnce(world.dirty);
  const profiles = createRecentProfiles(world.usual, world.now);
  const days = createLoginDays(world.subjects);
  // Few deliveries are judged here, so a start-up does not wait for all the detectors.
  const judgeUrgent = async (urgent: readonly Due[]) => {
    const { judgeSeries } = await import('../../core/judge-series');
    return concurrently(urgent, AT_ONCE, ({ series, last }) =>
      judgeSeries(series, new Set(), { ...world, profiles, days }, last),
    );
  };
  return async (event: unknown): Promise<AnalyzerTally> => {
    const { batches, ...read } = await readBatches(readPayloads(event), world);
    const { tally, touched, logins, outOfTime } = await countBatches(batches, { ...world, dirty, budget });
    await quarantineOutOfTime(outOfTime, world);
    // Before anybody is told; but what is counted is judged, whether its lines could be kept or not.
    const areLinesLost = await world.keepLines?.(batches).then(
      () => false,
      () => true,
    );
    const urgent = await urgency(touched, logins);
    const changes = urgent.length > 0 ? await judgeUrgent(urgent) : [];
    const { kinds: _, ...counted } = tally;
    const { length } = changes.flat();
    return { ...counted, ...read, batches: batches.length, changes: length, ...(areLinesLost && { linesLost: true }) };
  };
};
