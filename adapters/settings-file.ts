/** Reads the settings that the stack's synth wrote beside the running code. */
import { readFileSync } from 'node:fs';
import { readRuntimeSettings, type RuntimeSettings } from '../core/settings';

export function loadSettings(): RuntimeSettings {
  const settings = readRuntimeSettings(JSON.parse(readFileSync(new URL('./settings.json', import.meta.url), 'utf8')));
  if (settings === undefined) {
    throw new Error('settings.json beside the code was made by another version of Vigil; deploy the stack again');
  }
  return settings;
}
