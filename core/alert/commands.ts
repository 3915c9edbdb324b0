/** Gives the reader the ready commands for an alert: to silence it, to take it on. None where a name might be read as anything else. */
import { nameOf } from '../state/series';
import type { Alert } from './alert';
import type { Place } from './links';
import type { Fact } from './message';
import { isAboutVigil } from './silence';

/** What no shell reads as more than a word, and no mail program as a link. */
const WORD = /^[A-Za-z0-9_/-]{1,120}$/;

export function commandsOf({ id, kind, subject, change, isTest }: Alert, { table }: Place): readonly Fact[] {
  if (change === 'resolve' || isTest || table === undefined || !WORD.test(table)) return [];
  const name = nameOf(subject);
  const silence = `npx vigil silence --kind ${kind} --function ${name} --for 1h --reason known --table ${table}`;
  return [
    ...(WORD.test(id) ? [{ label: 'Take it on', text: `npx vigil ack ${id} --table ${table}` }] : []),
    ...(WORD.test(name) && !isAboutVigil(kind) ? [{ label: 'Silence it for an hour', text: silence }] : []),
  ];
}

/** Where each alert stands by name, for what tells of many. */
export const listCommand = ({ table = '' }: Place): string =>
  `npx vigil alerts --table ${WORD.test(table) ? table : 'NAME'}`;
