/** Says which hour of the week an hour is, in UTC. */
import { hourOfDay, hourOfWeek, HOURS_A_DAY, type Hour } from '../../core/baseline/hour';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `Monday 14:00 to 15:00 UTC` */
export function hourWords(hour: Hour): string {
  const from = hourOfDay(hour);
  const day = DAYS[Math.floor(hourOfWeek(hour) / HOURS_A_DAY)] ?? '';
  return `${day} ${clock(from)} to ${clock((from + 1) % HOURS_A_DAY)} UTC`;
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
