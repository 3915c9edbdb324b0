/** Tells whoever gives `vigil parse` a saved log of several events a line that `replay` is what reads it. */
import { stat } from 'node:fs/promises';
import { readText } from './read-text';
import { HEAD_CHARS, sniffForm } from './replay/sniff';
import type { Terminal } from './terminal';

/** Says nothing of standard input, whose beginning can be read but once, nor of what cannot be read: parse says that. */
export async function noteForm(file: string, terminal: Terminal): Promise<void> {
  const found = file === '-' ? undefined : await stat(file).catch(() => undefined);
  const what = found?.isFile() ? whatIs(await headOf(file)) : undefined;
  if (what !== undefined) {
    terminal.err(`${file} looks like ${what}: parse reads NDJSON rows or plain lines; replay reads this form`);
  }
}

/** Also asks for a key that an application's own JSON lines will hardly have. */
function whatIs(head: string): string | undefined {
  if (!head.trimStart().startsWith('{')) return undefined;
  const form = sniffForm(head);
  if (form === 'filter-log-events' && /"(?:eventId|searchedLogStreams)"/.test(head)) {
    return 'the output of aws logs filter-log-events';
  }
  return form === 'payloads' && /"(?:awslogs|logEvents)"/.test(head) ? 'subscription payloads' : undefined;
}

async function headOf(file: string): Promise<string> {
  let head = '';
  try {
    for await (const piece of readText(file)) {
      head += piece;
      if (head.length >= HEAD_CHARS) break;
    }
  } catch {
    return head; // parse meets the same and says so
  }
  return head.slice(0, HEAD_CHARS);
}
