/** Writes down what a message that tells of many says of one alert. */
import type { Alert } from '../alert';
import { loudOf } from '../announce';
import type { DigestEntry } from './desk';
import { openedOn, viaOf } from './follow';

export function entryOf(channel: string, alert: Alert): DigestEntry {
  const opened = openedOn(channel, alert);
  return {
    key: { kind: alert.kind, subject: alert.subject },
    severity: alert.severity,
    seq: alert.seq,
    loud: loudOf(alert),
    opened,
    ...(opened === 0 && { via: viaOf(channel, alert) }),
    change: alert.state === 'resolved' ? 'resolve' : alert.change,
    peakRatio: alert.peakRatio,
  };
}
