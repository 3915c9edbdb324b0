/** The stores of the one table together, as most functions use them; channels' desks stand apart, for few need them. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type {
  AlertStore,
  BucketStore,
  ChannelTroubles,
  DirtyList,
  QuarantineStore,
  SubjectStore,
  UsualStore,
} from '../../core/ports';
import { createDynamoAlerts } from './alerts';
import { createDynamoBuckets } from './buckets';
import { createDynamoTroubles } from './channel-troubles';
import { createDynamoDirtyList } from './dirty-list';
import type { RecountStore } from '../../core/recount/ports';
import { createShards, type Shards } from '../../core/shards';
import { createDynamoQuarantine } from './quarantine';
import { createDynamoRecounts } from './recounts';
import { createDynamoShards } from './shards';
import { createDynamoSubjects } from './subjects';
import { createDynamoUsual } from './usual';

export interface DynamoState {
  readonly buckets: BucketStore;
  readonly shards: Shards;
  readonly subjects: SubjectStore;
  readonly dirty: DirtyList;
  readonly recounts: RecountStore;
  readonly usual: UsualStore;
  readonly alerts: AlertStore;
  readonly troubles: ChannelTroubles;
  readonly quarantine: QuarantineStore;
}

export function createDynamoState(client: DynamoDBClient, tableName: string, now = Date.now): DynamoState {
  const table = { client, name: tableName };
  const shards = createShards(createDynamoShards(table), now);
  return {
    buckets: createDynamoBuckets(table, shards),
    shards,
    subjects: createDynamoSubjects(table),
    dirty: createDynamoDirtyList(table),
    recounts: createDynamoRecounts(table, shards),
    usual: createDynamoUsual(table),
    alerts: createDynamoAlerts(table),
    troubles: createDynamoTroubles(table),
    quarantine: createDynamoQuarantine(table),
  };
}
