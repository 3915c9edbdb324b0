/** Writes down what a message that tells of many says of one alert. */
import type { Alert } from '../alert';
import { loudOf } from '../announce';
import type { DigestEntry } from './desk';
import { openedOn } from './plan';

export const entryOf = (channel: string, alert: Alert): DigestEntry => ({
  key: { kind: alert.kind, subject: alert.subject },
  severity: alert.severity,
  seq: alert.seq,
  loud: loudOf(alert),
  opened: openedOn(channel, alert),
  change: alert.state === 'resolved' ? 'resolve' : alert.change,
  peakRatio: alert.peakRatio,
});
