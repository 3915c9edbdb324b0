/** Turns payloads into batches of log events; what cannot be read is set aside with its reason, and stops nothing else. */
import type { LogBatch } from './log/batch';
import { decodeEnvelope } from './log/decode';
import type { Payload } from './log/payload';
import type { Hasher, Inflate, QuarantineStore } from './ports';
import { isVigilLogGroup } from './watch/vigil-log-group';

export interface ReadWorld {
  readonly inflate: Inflate;
  readonly quarantine: QuarantineStore;
  readonly hasher: Hasher;
  readonly now: () => number;
  /** Log groups of Vigil's own functions: dropped unread, or it would listen to itself for ever. */
  readonly ownLogGroups: ReadonlySet<string>;
  /** The account whose logs are taken; batches of any other are refused. */
  readonly account: string | undefined;
}

export interface ReadBatches {
  readonly batches: readonly LogBatch[];
  readonly control: number;
  readonly own: number;
  readonly unreadable: number;
  /** Events without a time or a message inside deliveries that are otherwise good. */
  readonly unreadableEvents: number;
}

export async function readBatches(payloads: readonly Payload[], world: ReadWorld): Promise<ReadBatches> {
  const batches: LogBatch[] = [];
  let control = 0;
  let own = 0;
  let unreadable = 0;
  for (const payload of payloads) {
    const read = readPayload(payload, world);
    if (read.kind === 'control') control += 1;
    else if (read.kind === 'unreadable') {
      unreadable += 1;
      await quarantine(payload, read.why, world);
    } else if (world.ownLogGroups.has(read.batch.logGroup) || isVigilLogGroup(read.batch.logGroup)) own += 1;
    else batches.push(read.batch);
  }
  const unreadableEvents = batches.reduce((sum, batch) => sum + (batch.unreadableEvents ?? 0), 0);
  return { batches, control, own, unreadable, unreadableEvents };
}

function readPayload(payload: Payload, { inflate, account }: ReadWorld) {
  if (payload.kind === 'unreadable') return payload;
  const inflated = inflate(payload.data);
  if (inflated.kind === 'unreadable') return inflated;
  const decoded = decodeEnvelope(inflated);
  if (decoded.kind === 'batch' && account !== undefined && decoded.batch.owner !== account) {
    return { kind: 'unreadable', why: 'logs of another account' } as const;
  }
  return decoded;
}

async function quarantine(payload: Payload, why: string, world: ReadWorld): Promise<void> {
  const data = payload.kind === 'data' ? payload.data : '';
  await world.quarantine.put({ why, atMs: world.now(), sizeBytes: data.length, hash: world.hasher.guard(data) });
}
