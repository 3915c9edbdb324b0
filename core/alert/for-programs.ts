/** What holds for the channel that programs read: a digest is for people, so a small alert is told there like any other. */
import type { AlertSettings } from './alert-settings';

/** The channel whose topic carries OCSF findings and nothing else. */
export const OCSF_CHANNEL = 'ocsf';

export const settingsOn = <Settings extends Pick<AlertSettings, 'digest'>>(
  channel: string,
  settings: Settings,
): Settings => (channel === OCSF_CHANNEL ? { ...settings, digest: false } : settings);
