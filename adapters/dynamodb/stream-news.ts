/** Finds the alerts that ring in records of the table's stream. */
import type { Heard } from '../../core/alert/alert';
import { knownOn } from '../../core/alert/audience';
import type { FreshNews } from '../../core/alert/news';
import { isSeverity } from '../../core/alert/severity';
import { isObject, readJsonObject } from '../../core/log/json';
import { readAlertPartition } from '../../core/state/keys';
import { HEARD_PREFIX } from './attributes';

/** Records of anything else, and of alerts without `bell`, are passed over. */
export function readStreamNews(event: unknown): readonly FreshNews[] {
  const records = fieldOf(event, 'Records');
  if (!Array.isArray(records)) return [];
  return records.flatMap((record: unknown) => {
    const change = fieldOf(record, 'dynamodb');
    const image = fieldOf(change, 'NewImage');
    const pk = fieldOf(fieldOf(fieldOf(change, 'Keys'), 'pk'), 'S');
    const seq = Number(fieldOf(fieldOf(image, 'seq'), 'N'));
    const key = typeof pk === 'string' ? readAlertPartition(pk) : undefined;
    if (key === undefined || !Number.isInteger(seq) || fieldOf(image, 'bell') === undefined) return [];
    const body = jsonIn(image, 'body');
    const severity = body?.['severity'];
    const known = knownIn(image, body);
    return [
      {
        key,
        seq,
        severity: isSeverity(severity) ? severity : 'warning',
        ...(known.length > 0 && { knownOn: known }),
      },
    ];
  });
}

function knownIn(image: unknown, body: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const { id, episode, loud } = body;
  if (!isObject(image) || typeof id !== 'string' || typeof episode !== 'number') return [];
  const heard: Record<string, Heard> = {};
  for (const name of Object.keys(image).filter((each) => each.startsWith(HEARD_PREFIX))) {
    const note = jsonIn(image, name);
    if (typeof note?.['loud'] === 'number' && typeof note['via'] === 'string')
      heard[name.slice(HEARD_PREFIX.length)] = { loud: note['loud'], via: note['via'] };
  }
  return knownOn({ id, episode, heard, ...(typeof loud === 'number' && { loud }) });
}

/** The object that an attribute holds as JSON. */
function jsonIn(image: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  const text = fieldOf(fieldOf(image, name), 'S');
  return typeof text === 'string' ? readJsonObject(text) : undefined;
}

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
