/** Finds the alerts that ring in records of the table's stream. */
import type { AlertNews } from '../../core/alert/news';
import { isObject } from '../../core/log/json';
import { readAlertPartition } from '../../core/state/keys';

/** Records of anything else, and of alerts without `bell`, are passed over. */
export function readStreamNews(event: unknown): readonly AlertNews[] {
  const records = fieldOf(event, 'Records');
  if (!Array.isArray(records)) return [];
  return records.flatMap((record: unknown) => {
    const change = fieldOf(record, 'dynamodb');
    const image = fieldOf(change, 'NewImage');
    const pk = fieldOf(fieldOf(fieldOf(change, 'Keys'), 'pk'), 'S');
    const seq = Number(fieldOf(fieldOf(image, 'seq'), 'N'));
    const key = typeof pk === 'string' ? readAlertPartition(pk) : undefined;
    return key === undefined || !Number.isInteger(seq) || fieldOf(image, 'bell') === undefined ? [] : [{ key, seq }];
  });
}

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
