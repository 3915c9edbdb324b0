/** Makes of a group or a digest what people are told of it. */
import type { Alert } from './alert';
import { commandsOfSummary } from './commands';
import { formatCount, countOf, formatTime, isoTime } from './figures';
import { linksOfSummary, type Place } from './links';
import type { ListItem, Message } from './message';
import { originOf } from './origin';
import { asciiText, defang, plainText } from './plain-text';
import type { Said } from './said';
import { sayDaily } from './say-daily';
import type { Digest, Group, Summary } from './summary';
import { besidesOf, digestTitleOf, groupTitleOf } from './summary-words';
import { wordsOf } from './words';

export function messageOfSummary(summary: Summary, place: Place): Message {
  const said =
    summary.form === 'group' ? sayGroup(summary) : summary.form === 'digest' ? sayDigest(summary) : sayDaily(summary);
  const { title, fromMs, toMs, json, message } = said;
  return {
    id: defang(plainText(summary.id, 60)),
    origin: originOf(place),
    isTest: false,
    shortTitle: asciiText(title, 90),
    where: [place.region, place.account && `account ${place.account}`].filter((part) => part !== undefined),
    links: linksOfSummary(summary, place),
    commands: commandsOfSummary(summary, place),
    json: {
      type: summary.form,
      schemaVersion: 1,
      id: plainText(summary.id, 60),
      title,
      ...json,
      at: isoTime(toMs),
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && { region: place.region }),
    },
    ...message,
    title: defang(title),
    fromMs,
    toMs,
  };
}

function sayGroup(group: Group): Said {
  const { kind, severity, change, seq, members, total, resolved, joined, opened, openedAtMs } = group;
  const isOver = change === 'resolve';
  return {
    title: groupTitleOf(group),
    fromMs: openedAtMs,
    toMs: Math.max(openedAtMs, ...members.map(({ lastSeenMs }) => lastSeenMs)),
    json: {
      kind,
      severity,
      change,
      seq,
      total,
      resolved,
      opened,
      since: isoTime(openedAtMs),
      alerts: members.map(alertJson),
      ...(joined && { joined: joined.alerts.map(alertJson) }),
    },
    message: {
      noun: 'group',
      seq,
      change,
      severity,
      kind,
      facts: [
        {
          label: isOver ? 'Worst' : 'Seen',
          text: `${countOf(total, 'alert', 'alerts')}${resolved === 0 ? '' : `, ${formatCount(resolved)} of them over by now`}`,
        },
        { label: 'Since', text: `${formatTime(openedAtMs)} UTC` },
        ...besidesOf(group),
      ],
      lists: [
        ...(joined === undefined
          ? []
          : [
              {
                heading: 'Joined',
                items: joined.alerts.map(itemOf),
                more: joined.total - joined.alerts.length,
                listedBy: 'by npx vigil alerts',
                isToCopy: false,
              },
            ]),
        {
          heading: 'The worst first',
          items: members.map(itemOf),
          more: Math.max(0, total - members.length),
          listedBy: 'by npx vigil alerts',
          isToCopy: false,
        },
      ],
      step: {
        label: 'Do this first',
        text: isOver
          ? total === 0
            ? 'Look at the messages of each: none of it is over.'
            : 'Nothing: it is over.'
          : 'Look for what they share: they began together, so they are one message.',
      },
      notes: [],
    },
  };
}

function sayDigest(digest: Digest): Said {
  const { fromMs, toMs, opened, counts, updated, resolved, worst } = digest;
  const severity = counts.some((each) => each.severity === 'critical') ? 'critical' : 'warning';
  return {
    title: digestTitleOf(digest),
    fromMs,
    toMs,
    json: { severity, from: isoTime(fromMs), opened, updated, resolved, counts, alerts: worst.map(alertJson) },
    message: {
      noun: 'digest',
      seq: 1,
      change: opened + updated === 0 ? 'resolve' : 'open',
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
            text: `${formatCount(count)} × ${kind.replaceAll('-', ' ')}`,
            note: how,
          })),
          more: 0,
          isToCopy: false,
        },
        { heading: 'The worst', items: worst.map(itemSinceOf), more: 0, isToCopy: false },
      ].filter(({ items }) => items.length > 0),
      notes: ['A channel gets 20 messages an hour at most; the counts are exact.'],
    },
  };
}

const alertJson = ({ id, kind, severity, state, subject }: Alert): object => ({
  id: plainText(id, 60),
  kind,
  severity,
  state,
  subject: plainText(subject.name, 512),
});

const itemOf = (alert: Alert): ListItem => ({
  text: defang(plainText(wordsOf(alert).title, 200)),
  note: `${alert.state === 'resolved' ? 'over' : alert.severity}${takenOn(alert)}, #${defang(plainText(alert.id, 40))}`,
});

const itemSinceOf = (alert: Alert): ListItem =>
  alert.state === 'resolved'
    ? { ...itemOf(alert), note: `over since ${formatTime(alert.changedAtMs)} UTC, #${defang(plainText(alert.id, 40))}` }
    : itemOf(alert);

const takenOn = ({ state, acknowledged }: Alert): string =>
  state === 'resolved' || acknowledged === undefined ? '' : `, taken on by ${defang(plainText(acknowledged.by, 40))}`;
