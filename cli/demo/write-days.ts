/** Saves the demo's log for `vigil demo --save`, and says how to replay it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogRow } from '../replay/read-file';
import type { Form } from '../replay/sniff';
import { saveForm } from './save-forms';

/** Enough to see how files and log groups are paired. */
const FILES_SHOWN = 2;

/** `path` is a file for NDJSON rows and a folder, which is there, for the other forms. Gives a sentence and a command. */
export async function writeDays(path: string, form: Form, rows: readonly LogRow[]): Promise<string> {
  const saved = saveForm(form, rows);
  if (form === 'ndjson') {
    await writeFile(path, saved[0]?.text ?? '');
    return `The log is saved. Replay it with:\n  npx vigil replay ${path}`;
  }
  const files = saved.map(({ name, logGroup, text }) => ({ file: join(path, name), logGroup, text }));
  for (const { file, text } of files) await writeFile(file, text);
  if (form === 'payloads') {
    return `The log is saved. Replay it with:\n  npx vigil replay ${files.map(({ file }) => file).join(' ')}`;
  }
  const shown = files.slice(0, FILES_SHOWN);
  const named = shown.map(({ file, logGroup }) => `--log-group ${file}=${logGroup}`);
  return (
    `The log is saved, in ${files.length} files. Each needs its log group; so replay the first ${shown.length}, and more likewise:\n` +
    `  npx vigil replay ${[...shown.map(({ file }) => file), ...named].join(' ')}`
  );
}
