/** Gives the reader the ready commands for an alert: to silence it, to take it on. None where a name might be read as anything else. */
import { nameOf } from '../state/series';
import type { Kind } from '../detect/finding';
import type { Alert } from './alert';
import type { Place } from './links';
import type { Fact } from './message';
import { isAboutVigil } from './silence';
import type { Summary } from './summary';

/** What no shell reads as more than a word, and no mail program as a link. */
const WORD = /^[A-Za-z0-9_/-]{1,120}$/;
/** A log group's name may hold these too: `*` stands for them, in quotes, for a mail program would make a link of a dot. */
const LOG_GROUP = /^(?=.*[A-Za-z0-9])[A-Za-z0-9_/.#-]{1,120}$/;

export function commandsOf({ id, kind, subject, change, isTest }: Alert, place: Place): readonly Fact[] {
  const { table } = place;
  if (change === 'resolve' || isTest || !isTable(table)) return [];
  const name = patternOf(nameOf(subject));
  return [
    ...(WORD.test(id) ? [{ label: 'Take it on', text: `npx vigil ack ${id} --table ${table}` }] : []),
    ...(name === undefined ? [] : silence('Silence it for an hour', kind, ` --function ${name}`, place)),
  ];
}

/** Where each alert stands by name; of a group also how to silence all of its kind. */
export const commandsOfSummary = (summary: Summary, place: Place): readonly Fact[] => [
  { label: 'Each alert by name', text: `npx vigil alerts --table ${isTable(place.table) ? place.table : 'NAME'}` },
  ...(summary.form === 'group' && summary.change !== 'resolve'
    ? silence(`Silence all ${summary.kind.replaceAll('-', ' ')} for an hour`, summary.kind, '', place)
    : []),
];

/** None of what tells of Vigil itself. */
function silence(label: string, kind: Kind, of: string, { table }: Place): readonly Fact[] {
  if (isAboutVigil(kind) || !isTable(table)) return [];
  return [{ label, text: `npx vigil silence --kind ${kind}${of} --for 1h --reason known --table ${table}` }];
}

const isTable = (table: string | undefined): table is string => table !== undefined && WORD.test(table);

function patternOf(name: string): string | undefined {
  if (WORD.test(name)) return name;
  return LOG_GROUP.test(name) ? `'${name.replace(/[.#]/g, '*')}'` : undefined;
}
