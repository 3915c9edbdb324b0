/** Makes of a channel's trouble what the other channels are told: which, why, what was not told, and how to put it back. */
import type { Alert } from './alert';
import { formatSpan, formatTime, isoTime } from './figures';
import type { Place } from './links';
import type { Message } from './message';
import type { Notice } from './notice';
import { originOf } from './origin';
import { asciiText, defang, plainText } from './plain-text';
import { wordsOf } from './words';

const NAMES: Readonly<Partial<Record<string, string>>> = {
  email: 'The e-mail topic',
  slack: 'Slack',
  'amazon-q': 'The topic for Amazon Q',
  ocsf: 'The topic for OCSF findings',
  webhook: 'The webhook',
};

export function messageOfNotice(
  { channel, why, atMs, downForMs }: Notice,
  alert: Alert | undefined,
  place: Place,
): Message {
  const given = defang(plainText(channel, 40));
  const name = nameOf(channel, given);
  const reason = plainText(why, 300);
  const untold = alert && `${wordsOf(alert).title} (#${plainText(alert.id, 40)})`;
  const isDown = downForMs !== undefined;
  const title = isDown ? `${name} has not answered for ${formatSpan(downForMs)}` : `${name} refuses Vigil's alerts`;
  const id = `channel-${given}`;
  return {
    id,
    seq: Number.isFinite(atMs) ? Math.floor(atMs / 1000) : 0,
    origin: originOf(place),
    change: 'open',
    severity: 'critical',
    isTest: false,
    title,
    shortTitle: asciiText(title, 90),
    where: [place.region, place.account && `account ${place.account}`].filter((part) => part !== undefined),
    fromMs: atMs,
    toMs: atMs,
    facts: [
      { label: 'Seen', text: defang(reason) },
      ...(untold === undefined ? [] : [{ label: 'Not told', text: defang(untold) }]),
      { label: 'Since', text: `${formatTime(atMs - (downForMs ?? 0))} UTC` },
    ],
    step: {
      label: 'Do this first',
      text: isDown
        ? 'Nothing: it is tried again by itself, every five minutes unless it asks for more, and told all that waits once it answers. Until then look here.'
        : 'Mend what it names. Then put back what waits among the dead letters, for 14 days: ' +
          `npx vigil redrive-alerts --channel ${given} --stack ${place.stack ?? 'NAME'}`,
    },
    lists: [],
    links: [],
    notes: [
      `You are told on this channel because the other one cannot; again after six hours, if it still ${isDown ? 'does not answer' : 'refuses'}.`,
    ],
    json: {
      type: 'channel-trouble',
      schemaVersion: 1,
      channel: given,
      why: reason,
      at: isoTime(atMs),
      ...(isDown && { downSeconds: Math.floor(downForMs / 1000) }),
      ...(alert && { alert: plainText(alert.id) }),
      ...(place.account !== undefined && { account: place.account }),
      ...(place.region !== undefined && { region: place.region }),
    },
  };
}

/** `Slack`, or of a route's `Slack (slack-shop)`, by which commands know it. */
function nameOf(channel: string, given: string): string {
  const medium = Object.keys(NAMES).find((each) => channel === each || channel.startsWith(`${each}-`));
  const name = medium === undefined ? 'The channel' : NAMES[medium];
  return channel === medium ? `${name}` : `${name} (${given})`;
}
