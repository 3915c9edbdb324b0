/** Makes of a group or a digest what people are told of it. */
import type { Alert } from './alert';
import { countOf, formatCount, formatTime, isoTime } from './figures';
import type { Place } from './links';
import type { ListItem, Message } from './message';
import { asciiText, defang, plainText } from './plain-text';
import type { Daily, Digest, Group, Summary } from './summary';
import { placeNameOf, wordsOf } from './words';

export function messageOfSummary(summary: Summary, place: Place): Message {
  const said =
    summary.form === 'group' ? sayGroup(summary) : summary.form === 'digest' ? sayDigest(summary) : sayDaily(summary);
  const { members: _, worst: __, ...figures } = { members: undefined, worst: undefined, ...summary };
  return {
    id: defang(plainText(summary.id, 60)),
    isTest: false,
    shortTitle: asciiText(said.title, 90),
    where: [place.region, place.account && `account ${place.account}`].filter((part) => part !== undefined),
    links: [],
    json: {
      type: summary.form,
      schemaVersion: 1,
      ...figures,
      alerts: said.alerts.map(({ id, kind, severity, state, subject }) => ({
        id: plainText(id, 60),
        kind,
        severity,
        state,
        subject: plainText(subject.name, 512),
      })),
      at: isoTime(said.toMs),
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && { region: place.region }),
    },
    ...said.message,
    title: defang(said.title),
    fromMs: said.fromMs,
    toMs: said.toMs,
  };
}

interface Said {
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly alerts: readonly Alert[];
  readonly message: Pick<Message, 'seq' | 'change' | 'severity' | 'facts' | 'lists' | 'notes' | 'kind'>;
}

function sayGroup({ kind, severity, change, seq, members, total, resolved, openedAtMs }: Group): Said {
  const name = kind.replaceAll('-', ' ');
  const isOver = change === 'resolve';
  return {
    title: isOver
      ? `${capital(name)}: all ${formatCount(total)} are over`
      : `${capital(name)} in ${formatCount(total)} places at once`,
    fromMs: openedAtMs,
    toMs: Math.max(openedAtMs, ...members.map(({ lastSeenMs }) => lastSeenMs)),
    alerts: members,
    message: {
      seq,
      change,
      severity,
      kind,
      facts: [
        {
          label: isOver ? 'Worst' : 'Seen',
          text: `${countOf(total, 'alert', 'alerts')}, ${formatCount(resolved)} of them over by now`,
        },
        { label: 'Since', text: `${formatTime(openedAtMs)} UTC` },
      ],
      lists: [
        {
          heading: 'The worst first',
          items: members.map(itemOf),
          more: Math.max(0, total - members.length),
          isToCopy: false,
        },
      ],
      notes: ['They began together, so they are one message: look for what they share.'],
    },
  };
}

function sayDigest({ id, fromMs, toMs, opened, counts, updated, resolved, worst }: Digest): Said {
  const severity = counts.some((each) => each.severity === 'critical') ? 'critical' : 'warning';
  return {
    title: `${countOf(opened, 'more alert', 'more alerts')} than this channel carries one by one`,
    fromMs,
    toMs,
    alerts: worst,
    message: {
      seq: 1,
      change: 'open',
      severity,
      facts: [
        {
          label: 'Seen',
          text: `${formatCount(opened)} opened, ${formatCount(updated)} went on, ${formatCount(resolved)} are over`,
        },
        { label: 'Since', text: `${formatTime(fromMs)} UTC` },
      ],
      lists: [
        {
          heading: 'What opened',
          items: counts.map(({ kind, severity: how, opened: count }) => ({
            text: `${formatCount(count)} ${kind}`,
            note: how,
          })),
          more: 0,
          isToCopy: false,
        },
        { heading: 'The worst', items: worst.map(itemOf), more: 0, isToCopy: false },
      ].filter(({ items }) => items.length > 0),
      notes: [`Digest ${plainText(id, 60)}: a channel gets 20 messages an hour at most. The counts are exact.`],
    },
  };
}

function sayDaily({ fromMs, toMs, small, weekTold, weekBudget, ownUsd, silences, staged }: Daily): Said {
  const count = small.reduce((sum, each) => sum + each.count, 0);
  const asking = staged.filter(({ days }) => days >= 7);
  return {
    title: `The day in short: ${countOf(count, 'small thing', 'small things')}`,
    fromMs,
    toMs,
    alerts: [],
    message: {
      seq: 1,
      change: 'open',
      severity: 'info',
      facts: [
        {
          label: 'This week',
          text: `${countOf(weekTold, 'alert', 'alerts')} told; you wished for ${formatCount(weekBudget)} at most`,
        },
        ...(ownUsd === undefined
          ? []
          : [{ label: 'Vigil itself', text: `cost about $${ownUsd.toFixed(2)} in the day` }]),
      ],
      lists: [
        {
          heading: 'Not told at once',
          items: small.map((each) => ({
            text: `${formatCount(each.count)} ${each.kind}`,
            note: `${each.severity}, ${each.why}`,
          })),
          more: 0,
          isToCopy: false,
        },
        {
          heading: 'Silences in force',
          items: silences.map((text) => ({ text: defang(plainText(text, 300)) })),
          more: 0,
          isToCopy: false,
        },
        {
          heading: 'Only being tried',
          items: staged.map(({ kind, wouldHaveTold, days }) => ({
            text: kind,
            note: `would have told ${formatCount(wouldHaveTold)} times in ${countOf(days, 'day', 'days')}`,
          })),
          more: 0,
          isToCopy: false,
        },
      ].filter(({ items }) => items.length > 0),
      notes: asking.map(
        ({ kind }) =>
          `${kind} has been tried for a week: take it out of alerts.staged to be told at once, or switch it off.`,
      ),
    },
  };
}

const itemOf = (alert: Alert): ListItem => ({
  text: defang(plainText(`${placeNameOf(alert.subject)}: ${wordsOf(alert).title}`, 200)),
  note: `${alert.state === 'resolved' ? 'over' : alert.severity}, #${plainText(alert.id, 40)}`,
});

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
