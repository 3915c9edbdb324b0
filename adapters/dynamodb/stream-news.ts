/** Finds the alerts that ring in records of the table's stream. */
import type { FreshNews } from '../../core/alert/news';
import { isSeverity } from '../../core/alert/severity';
import { isObject, readJsonObject } from '../../core/log/json';
import { readAlertPartition } from '../../core/state/keys';

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
    const body = fieldOf(fieldOf(image, 'body'), 'S');
    const severity = typeof body === 'string' ? readJsonObject(body)?.['severity'] : undefined;
    return [{ key, seq, severity: isSeverity(severity) ? severity : 'warning' }];
  });
}

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
