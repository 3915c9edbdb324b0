/** Alerts in the table. `bell` stands on an alert that has something new to tell: the table's stream is the doorbell. */
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Alert, Heard, Thread } from '../../core/alert/alert';
import type { AlertStore } from '../../core/ports';
import {
  ALERT_TTL_SECONDS,
  alertKey,
  OPEN_PARTITION,
  openKey,
  readAlertPartition,
  ttlAfter,
} from '../../core/state/keys';
import { wasRetried } from '../sdk-error';
import { HEARD_PREFIX, numberOf } from './attributes';
import { orThrow, unlessRefused } from './errors';
import { createDynamoJournal } from './journal';
import { getItem, itemAfterRefusal, keyOf, queryAll, type Item, type Table } from './table';

const TOLD_PREFIX = 'told_';
const THREAD_PREFIX = 'thread_';

export function createDynamoAlerts(table: Table): AlertStore {
  return {
    ...createDynamoJournal(table),

    async read(key) {
      const item = await getItem(table, alertKey(key));
      const body = item?.['body']?.S;
      if (item === undefined || body === undefined) return undefined;
      const kept: Omit<Alert, 'told'> = JSON.parse(body);
      const [threads, heard] = [notesOf<Thread>(item, THREAD_PREFIX), notesOf<Heard>(item, HEARD_PREFIX)];
      return { ...kept, told: toldOf(item), ...(threads && { threads }), ...(heard && { heard }) };
    },

    async write(alert, expectedRev) {
      // Of what pends, or was never told of, there is nothing to ring for.
      if (alert.seq === 0) return (await writeOnce(table, alert, expectedRev, 'quiet')) === 'written';
      // What was told of this very `seq` is not new; else the condition on the stored `seq` decides.
      const toldOfIt = Object.values(alert.told).some((seq) => seq >= alert.seq);
      if (toldOfIt) return (await writeOnce(table, alert, expectedRev, 'quiet')) === 'written';
      const first = await writeOnce(table, alert, expectedRev, 'ring');
      if (first !== 'nothing-new') return first === 'written';
      return (await writeOnce(table, alert, expectedRev, 'quiet')) === 'written';
    },

    /** Takes the bell away as well: a later write rings only if it has something new. */
    async markTold(key, channel, seq, thread, heard) {
      const notes = [
        ...(thread === undefined ? [] : [{ name: 'thread', prefix: THREAD_PREFIX, note: thread }]),
        ...(heard === undefined ? [] : [{ name: 'heard', prefix: HEARD_PREFIX, note: heard }]),
      ];
      const update = new UpdateItemCommand({
        TableName: table.name,
        Key: keyOf(alertKey(key)),
        UpdateExpression: `SET #told = :seq${notes.map(({ name }) => `, #${name} = :${name}`).join('')} REMOVE bell`,
        ConditionExpression: 'attribute_exists(rev) AND (attribute_not_exists(#told) OR #told < :seq)',
        ExpressionAttributeNames: {
          '#told': TOLD_PREFIX + channel,
          ...Object.fromEntries(notes.map(({ name, prefix }) => [`#${name}`, prefix + channel])),
        },
        ExpressionAttributeValues: {
          ':seq': { N: String(seq) },
          ...Object.fromEntries(notes.map(({ name, note }) => [`:${name}`, { S: JSON.stringify(note) }])),
        },
      });
      await unlessRefused('note what was told', () => table.client.send(update));
    },

    async listOpen() {
      const items = await queryAll(table, {
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: OPEN_PARTITION } },
        ConsistentRead: true,
      });
      return items.flatMap((item) => readAlertPartition(item['sk']?.S ?? '') ?? []);
    },

    async noteOpen(key) {
      const put = new PutItemCommand({ TableName: table.name, Item: keyOf(openKey(key)) });
      await orThrow('note an open alert', () => table.client.send(put));
    },

    async forgetOpen(key) {
      const del = new DeleteItemCommand({ TableName: table.name, Key: keyOf(openKey(key)) });
      await orThrow('forget an open alert', () => table.client.send(del));
    },
  };
}

async function writeOnce(
  table: Table,
  alert: Alert,
  expectedRev: number,
  bell: 'ring' | 'quiet',
): Promise<'written' | 'nothing-new' | 'outrun'> {
  const key = alertKey(alert);
  const { told: _told, threads: _threads, heard: _heard, ...kept } = alert;
  const body = JSON.stringify(kept);
  const values: Item = {
    ':body': { S: body },
    ':rev': { N: String(alert.rev) },
    ':seq': { N: String(alert.seq) },
    ':state': { S: alert.state },
    ':ttl': { N: String(ttlAfter(Math.max(alert.changedAtMs, alert.lastSeenMs), ALERT_TTL_SECONDS)) },
  };
  const conditions: string[] = [expectedRev === 0 ? 'attribute_not_exists(rev)' : 'rev = :expected'];
  if (expectedRev !== 0) values[':expected'] = { N: String(expectedRev) };
  if (expectedRev !== 0 && bell === 'ring') conditions.push('seq < :seq');
  if (bell === 'ring') values[':bell'] = { N: '1' };
  const update = new UpdateItemCommand({
    TableName: table.name,
    Key: keyOf(key),
    UpdateExpression: `SET body = :body, rev = :rev, seq = :seq, #state = :state, #ttl = :ttl${
      bell === 'ring' ? ', bell = :bell' : ' REMOVE bell' // or the stream would ring twice for one `seq`
    }`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const answer = await unlessRefused('write an alert', () => table.client.send(update));
  if ('done' in answer) return 'written';
  const item = (await itemAfterRefusal(table, key, answer.refused)) ?? {};
  if (wasRetried(answer.refused) && item['body']?.S === body) return 'written'; // its own reply was lost
  return bell === 'ring' && numberOf(item['rev']) === expectedRev ? 'nothing-new' : 'outrun';
}

function toldOf(item: Item): Record<string, number> {
  const told: Record<string, number> = {};
  for (const [name, value] of Object.entries(item)) {
    if (name.startsWith(TOLD_PREFIX)) told[name.slice(TOLD_PREFIX.length)] = Number(value.N);
  }
  return told;
}

/** What was noted by channel; undefined where nothing was. */
function notesOf<Note>(item: Item, prefix: string): Record<string, Note> | undefined {
  const notes: Record<string, Note> = {};
  for (const [name, value] of Object.entries(item)) {
    const note: Note | undefined = name.startsWith(prefix) ? JSON.parse(value.S ?? 'null') : undefined;
    if (note) notes[name.slice(prefix.length)] = note;
  }
  return Object.keys(notes).length === 0 ? undefined : notes;
}
