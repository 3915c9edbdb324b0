/** Saves the demo's log for `vigil demo --save`, and says how to replay it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogRow } from '../replay/read-file';
import type { Form } from '../replay/sniff';
import { saveForm } from './save-forms';

/** `path` is a file for NDJSON rows and a folder for the other forms. Gives the command that replays it. */
export async function writeDays(path: string, form: Form, rows: readonly LogRow[]): Promise<string> {
  const saved = saveForm(form, rows);
  if (form === 'ndjson') {
    await writeFile(path, saved[0]?.text ?? '');
    return `npx vigil replay ${path}`;
  }
  await mkdir(path, { recursive: true });
  for (const { name, text } of saved) await writeFile(join(path, name), text);
  const files = saved.map(({ name }) => join(path, name));
  const names = saved.map(({ logGroup }, at) => `--log-group ${files[at]}=${logGroup}`);
  return ['npx vigil replay', ...(form === 'payloads' ? [] : names), ...files].join(' ');
}
