/** What holds for the channel that programs read: digests, groups and a limited rate are for people; there each alert is told by itself. */
import type { AlertSettings } from './alert-settings';

/** The channel whose topic carries OCSF findings and nothing else. */
export const OCSF_CHANNEL = 'ocsf';

export const isForPrograms = (channel: string): boolean => channel === OCSF_CHANNEL;

export const settingsOn = <Settings extends Pick<AlertSettings, 'digest'>>(
  channel: string,
  settings: Settings,
): Settings => (isForPrograms(channel) ? { ...settings, digest: false } : settings);
