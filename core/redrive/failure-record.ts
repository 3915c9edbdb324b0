/** Reads what Lambda stores of an asynchronous invocation that failed for good: the whole event in a wrapper. */
import { isObject, readJsonObject } from '../log/json';

export type FailureRecord =
  | { readonly kind: 'event'; readonly event: unknown } // what the analyzer was invoked with
  | { readonly kind: 'unreadable'; readonly why: string };

export function readFailureRecord(text: string): FailureRecord {
  const record = readJsonObject(text);
  if (record === undefined) return unreadable('the object holds no JSON record');
  const event = record['requestPayload'];
  if (event === undefined)
    return unreadable('the record has no requestPayload, so it is not one of a failed invocation');
  if (!isObject(event)) return unreadable('the requestPayload of the record is not an event');
  return { kind: 'event', event };
}

const unreadable = (why: string): FailureRecord => ({ kind: 'unreadable', why });
