/** Where a run of the schedule goes that could not be begun or that failed, with the reason: for whoever looks into it. */
import { DeadLetters } from './dead-letters';

/** No alarm looks at it: the next run is the retry, and the alarms on errors and on the heartbeat tell what lasts. */
export class MissedRuns extends DeadLetters {}
