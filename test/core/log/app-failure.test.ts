/** That every runtime's own report of a failed call is known as one, and code that merely mentions an error is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from '../../../adapters/bytes';
import { decodeEnvelope } from '../../../core/log/decode';
import { parseMessage } from '../../../core/log/parse';
import { parseRaw } from '../../../core/log/parse-raw';
import type { Parsed } from '../../../core/log/parsed';

interface Row {
  readonly name: string;
  readonly message: string;
  /** Absent where code merely mentions an error. */
  readonly failure?: object;
}

const rows = readFileSync(join(__dirname, '../../fixtures/lines/failures.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Row => JSON.parse(line));

/** What the line says of a call that failed, whoever wrote it. */
function failureOf(parsed: Parsed): object | undefined {
  if (parsed.kind === 'app') return parsed.failure;
  return parsed.kind === 'failure' ? { cause: parsed.cause, errorType: parsed.errorType } : undefined;
}

describe('a failed call', () => {
  it.each(rows.filter(({ failure }) => failure !== undefined))('is told by $name', ({ message, failure }) => {
    expect(failureOf(parseMessage(message))).toEqual(failure);
  });

  it.each(rows.filter(({ failure }) => failure === undefined))('is not told by $name', ({ message }) => {
    expect(failureOf(parseMessage(message))).toBeUndefined();
  });

  it.each(rows)('is told alike where the line stands in its delivery: $name', ({ message }) => {
    const logEvents = [{ id: '1', timestamp: 1, message }];
    const head = { messageType: 'DATA_MESSAGE', owner: '1', logGroup: '/aws/lambda/x', logStream: 's' };
    const decoded = decodeEnvelope(bytesOf(Buffer.from(JSON.stringify({ ...head, logEvents }))));
    if (decoded.kind !== 'batch') throw new Error(decoded.kind);
    const raw = decoded.batch.events[0]?.raw;
    const quick = raw && parseRaw(raw, undefined);
    if (quick !== undefined) expect(failureOf(quick)).toEqual(failureOf(parseMessage(message)));
  });
});
