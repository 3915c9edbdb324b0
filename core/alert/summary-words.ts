/** How groups and digests are named, and what a group's message says of its own history. */
import { countOf, formatCount, formatSpan } from './figures';
import type { Fact } from './message';
import { defang, plainText } from './plain-text';
import type { Digest, Group } from './summary';

export function groupTitleOf({ kind, change, total, resolved, reminders }: Group): string {
  const name = capital(kind.replaceAll('-', ' '));
  if (change === 'resolve')
    return total === 0 ? `${name}: each is told by itself now` : `${name}: all ${formatCount(total)} are over`;
  const going = total - resolved;
  return reminders === undefined
    ? `${name} in ${formatCount(total)} places at once`
    : `${name} still in ${countOf(going, 'place', 'places')} of ${formatCount(total)}`;
}

/** What a group's message says besides how many are of it. */
export function besidesOf({ taken, reminders, waitedMs, alone = 0 }: Group): Fact[] {
  return [
    ...(taken === undefined
      ? []
      : [
          {
            label: 'Taken on',
            text: `${formatCount(taken.total)} of them, last by ${defang(plainText(taken.by, 40))}`,
          },
        ]),
    ...(reminders === undefined
      ? []
      : [{ label: `Reminder ${reminders}`, text: 'they are still open, and not all are taken on' }]),
    ...(waitedMs === undefined
      ? []
      : [
          {
            label: 'Told late',
            text: `the first of them opened ${formatSpan(waitedMs)} ago; this channel is told of it only now`,
          },
        ]),
    ...(alone === 0
      ? []
      : [
          {
            label: 'Besides',
            text: countOf(
              alone,
              'more that grew critical is told by itself',
              'more that grew critical are told by themselves',
            ),
          },
        ]),
  ];
}

export function digestTitleOf({ opened, over = 0, updated, resolved }: Digest): string {
  if (opened > over) return `${countOf(opened, 'more alert', 'more alerts')} than this channel carries one by one`;
  if (opened > 0) return `${countOf(opened, 'alert', 'alerts')} over before this channel was told`;
  return resolved > 0
    ? `${countOf(resolved, 'alert is', 'alerts are')} over`
    : `${countOf(updated, 'alert', 'alerts')} going on`;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
