/** Reads whom the app wants told, and of what, whatever it gave. */
import { type AlertSettings, faultsOfAlertSettings } from '../core/alert/alert-settings';
import type { Silence } from '../core/alert/silence';
import { ALERT_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, type Given } from './prop-shape';
import { readRoutes, type ReadRoutes } from './read-routes';
import { readSilences } from './read-silences';
import { readWays, type ReadWays } from './read-ways';

export interface ReadAlerts extends ReadWays, ReadRoutes {
  readonly hasAmazonQ: boolean;
  readonly hasOcsf: boolean;
  readonly silences: readonly Silence[];
  /** How people are told, where that is said; faults name what is wrong with it. */
  readonly telling?: AlertSettings;
}

export const UNREAD_ALERTS: ReadAlerts = {
  emails: [undefined],
  hasTopic: false,
  hasAmazonQ: false,
  hasOcsf: false,
  routes: [],
  takesFirst: true,
  silences: [],
};

export function readAlerts(alerts: unknown, faults: string[]): ReadAlerts {
  if (!isRecord(alerts)) {
    faults.push(`alerts must be an object such as { emails: ['you@example.com'] }, got ${kindOf(alerts)}`);
    return UNREAD_ALERTS;
  }
  faults.push(...faultsOfKeys('alerts.', alerts, ALERT_KEYS));
  const { amazonQ, ocsf } = alerts;
  for (const [name, value] of Object.entries({ amazonQ, ocsf }))
    if (value !== undefined && typeof value !== 'boolean')
      faults.push(`alerts.${name} must be true or false, got ${kindOf(value)}`);
  return {
    ...readWays('alerts', alerts, faults),
    hasAmazonQ: amazonQ === true,
    hasOcsf: ocsf === true,
    ...readRoutes(alerts, faults),
    silences: readSilences(alerts, Date.now(), faults),
    ...readTelling(alerts, faults),
  };
}

function readTelling(
  { digest, staged, weekBudget, sampleLines }: Given,
  faults: string[],
): Pick<ReadAlerts, 'telling'> {
  const given = Object.entries({ digest, staged, weekBudget, sampleLines }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return {};
  const telling: AlertSettings = Object.fromEntries(given);
  faults.push(...faultsOfAlertSettings(telling));
  return { telling };
}
