/** Finds the deliveries in what Lambda was invoked with: a direct subscription's event, or records of a Kinesis stream. */
import { isObject } from './json';

export type Payload =
  | { readonly kind: 'data'; readonly data: string } // base64 of gzip of a subscription payload
  | { readonly kind: 'unreadable'; readonly why: string };

/** One payload a record, in order; a record of a wrong shape is named and leaves the others alone. */
export function readPayloads(event: unknown): readonly Payload[] {
  if (!isObject(event)) return [unreadable('the event must be an object with awslogs or Records')];
  if ('awslogs' in event) return [readData(event['awslogs'], 'awslogs.data')];
  const records = event['Records'];
  if (Array.isArray(records)) return records.map(readRecord);
  return [unreadable('the event has neither awslogs (a subscription) nor Records (a Kinesis stream)')];
}

function readRecord(record: unknown): Payload {
  if (!isObject(record)) return unreadable('a record must be an object');
  const source = record['eventSource'];
  if (source !== 'aws:kinesis') return unreadable(`a record must come from aws:kinesis, got ${nameOf(source)}`);
  return readData(record['kinesis'], 'kinesis.data');
}

function readData(holder: unknown, name: string): Payload {
  const data = isObject(holder) ? holder['data'] : undefined;
  if (typeof data === 'string' && data !== '') return { kind: 'data', data };
  return unreadable(`${name} must be a text in base64, got ${data === '' ? 'an empty one' : nameOf(data)}`);
}

function unreadable(why: string): Payload {
  return { kind: 'unreadable', why };
}

/** Its type rather than its value, except for short words: a payload must not get into a message. */
function nameOf(value: unknown): string {
  if (typeof value === 'string' && /^[a-z:-]{1,40}$/i.test(value)) return `"${value}"`;
  return value === undefined ? 'nothing' : `a value of type ${typeof value}`;
}
