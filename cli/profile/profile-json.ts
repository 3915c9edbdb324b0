/** What is known of a function or login source as one JSON object, for scripts. */
import type { FigureName } from '../../core/baseline/figures';
import { figuresOf } from '../../core/baseline/figures';
import type { Hour } from '../../core/baseline/hour';
import { hourOfWeek } from '../../core/baseline/hour';
import { learningOf } from '../../core/baseline/learning';
import { usualCalls, usualLogins } from '../../core/baseline/usual';
import { usualHour, usualWeek } from '../../core/baseline/usual-by-hour';
import type { Known } from './known';
import { weekCost } from './week-cost';

/** `week` holds 168 values a figure, Monday midnight to one in UTC first; null where an hour is not known. */
export function profileJson({ series, recent, profile, pricedBy }: Known, hour: Hour, hasWeek: boolean): object {
  const week = (figure: FigureName) =>
    profile === undefined ? [] : usualWeek(profile, figure).map((each) => each?.usual ?? null);
  return {
    kind: series.kind,
    name: series.name,
    learning: learningOf(profile) ?? null,
    days: profile?.days ?? 0,
    hours: profile?.hours ?? 0,
    minutes: recent?.minutes ?? 0,
    hourOfWeek: hourOfWeek(hour),
    usual: profile === undefined ? {} : usualHour(profile, hour),
    lately: (recent && (recent.kind === 'function' ? usualCalls(recent) : usualLogins(recent))) ?? null,
    ...(series.kind === 'function' && { cost: (profile && weekCost(profile, pricedBy)) ?? null }),
    ...(hasWeek && { week: Object.fromEntries(figuresOf(series.kind).map(({ name }) => [name, week(name)])) }),
    versions: profile?.versions ?? [],
    adopted: profile?.adopted ?? [],
  };
}
