/** Reads the settings that synth wrote beside a function's code, for commands that read lines as that function does. */
import { readFile } from 'node:fs/promises';
import { readRuntimeSettings, type RuntimeSettings } from '../core/settings';
import { WrongUse } from './wrong-use';

export async function readSettings(path: string): Promise<RuntimeSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new WrongUse(`--settings ${path} cannot be read; give the settings.json of a cdk synth`, { cause: error });
  }
  const settings = readRuntimeSettings(asJson(text));
  if (settings === undefined) throw new WrongUse(`--settings ${path} is no settings.json of this version's cdk synth`);
  return settings;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
