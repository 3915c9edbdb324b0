/** Says of an alert what its own history adds: that people are reminded, that it flaps, that it was there before. */
import type { Alert } from './alert';
import { countOf, formatCount, formatSpan } from './figures';
import { countFallen } from './fallen';
import type { Fact } from './message';
import { plainText } from './plain-text';

/** Less than that the figures tell by themselves. */
const TIMES_FROM = 2;

export function historyOf(alert: Alert): readonly Fact[] {
  const {
    change,
    isFlapping,
    reminders = 0,
    openedAtMs,
    changedAtMs,
    earlierEpisodes = 0,
    waitedMs,
    acknowledged,
  } = alert;
  const isOver = change === 'resolve';
  const isReminder = change === 'update' && reminders > 0 && acknowledged === undefined;
  const news = change === 'update' && !isReminder ? newsOf(alert) : [];
  const open = formatSpan(changedAtMs - openedAtMs);
  return [
    ...(news.length > 0 ? [{ label: 'New', text: news.join('; ') }] : []),
    ...(isReminder
      ? [{ label: `Reminder ${reminders}`, text: `still open after ${open}, and nobody has taken it on` }]
      : []),
    ...(isFlapping && !isOver
      ? [{ label: 'Flapping', text: 'it comes and goes, so it stays open until it was calm for two hours' }]
      : []),
    ...(earlierEpisodes > 0
      ? [
          {
            label: 'Before',
            text: `${countOf(earlierEpisodes, 'earlier outbreak', 'earlier outbreaks')} that this channel was not told of`,
          },
        ]
      : []),
    ...(waitedMs !== undefined
      ? [{ label: 'Told late', text: `it opened ${formatSpan(waitedMs)} ago; this channel is told of it only now` }]
      : []),
    ...(acknowledged !== undefined && !isOver
      ? [{ label: 'Taken on', text: `by ${plainText(acknowledged.by, 80)}` }]
      : []),
  ];
}

/** What an update tells that people had not been told before. */
function newsOf(alert: Alert): string[] {
  const { before, severity, toldCount, evidence } = alert;
  if (before === undefined) return [];
  const more = countFallen(alert) - before.fallen;
  const times = toldCount / before.count;
  return [
    ...(before.change === 'resolve' ? ['it was over, and is back'] : []),
    ...(severity === before.severity ? [] : [`${severity}, it was ${before.severity}`]),
    ...(more > 0 ? [`${countOf(more, 'more account', 'more accounts')} fell`] : []),
    ...(times >= TIMES_FROM && Number.isFinite(times) && evidence.kind !== 'slow-drift'
      ? [`${formatCount(times)} times as much as you were told before`]
      : []),
  ];
}
