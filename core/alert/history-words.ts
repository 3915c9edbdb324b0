/** Says of an alert what its own history adds: that people are reminded, that it flaps, that it was there before. */
import type { Alert } from './alert';
import { countOf, formatSpan } from './figures';
import type { Fact } from './message';
import { plainText } from './plain-text';

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
  const isReminder = change === 'update' && reminders > 0;
  const open = formatSpan(changedAtMs - openedAtMs);
  return [
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
