import { DynamoDBClient, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockClient } from 'aws-sdk-client-mock';
import { checkDetectors } from '../../core/detect/detector-settings';
import { vigil } from '../../cli/vigil';
import { captureTerminal } from './capture-terminal';

const s3 = mockClient(S3Client);
const table = mockClient(DynamoDBClient);
const secrets = mockClient(SecretsManagerClient);
const KEY = 'aws/lambda/async/analyzer/one';
const SETTINGS = join(mkdtempSync(join(tmpdir(), 'vigil-redrive-')), 'settings.json');
const ARGS = ['redrive', '--table', 'T', '--bucket', 'B', '--secret', 'S', '--settings', SETTINGS];

beforeAll(() => {
  const { rules } = checkDetectors();
  const names = { stack: 'Vigil', ownLogGroups: [], filterName: 'vigil-Vigil', logGroups: [] };
  writeFileSync(SETTINGS, JSON.stringify({ version: 1, ...names, rules, logins: {} }));
});

beforeEach(() => {
  for (const mock of [s3, table, secrets]) mock.reset();
  s3.on(ListObjectsV2Command).resolves({ Contents: [{ Key: KEY, LastModified: new Date() }] });
  secrets.on(GetSecretValueCommand).resolves({ SecretString: 'pepper' });
  table.on(QueryCommand).resolves({ Items: [] }).on(GetItemCommand).resolves({}).on(UpdateItemCommand).resolves({});
});

describe('vigil redrive', () => {
  it('only lists them on a dry run', async () => {
    const terminal = captureTerminal();
    expect(await vigil([...ARGS, '--dry-run'], terminal)).toBe(0);
    expect([terminal.outs.join(), terminal.errs.join()]).toEqual([
      expect.stringContaining(KEY),
      expect.stringContaining('1 failed deliveries'),
    ]);
    expect(s3.commandCalls(DeleteObjectCommand)).toHaveLength(0);
  });

  it('leaves what it cannot read where it is, says so, and ends with 1', async () => {
    s3.on(GetObjectCommand).resolves({ Body: { transformToString: async () => 'nonsense' } as never });
    const terminal = captureTerminal();
    expect(await vigil(ARGS, terminal)).toBe(1);
    expect(terminal.outs.join()).toContain('0 of 1 failed deliveries are counted and removed');
    expect(terminal.errs.join()).toContain(`could not apply ${KEY}: the object holds no JSON record`);
    expect(s3.commandCalls(DeleteObjectCommand)).toHaveLength(0);
  });

  it.each([
    ['that is not there', '/nowhere/settings.json', 'cannot be read'],
    ['that are something else', __filename, 'is no settings.json'],
  ])('refuses settings %s, before anything is read', async (_, path, why) => {
    const terminal = captureTerminal();
    expect(await vigil([...ARGS.slice(0, -1), path], terminal)).toBe(2);
    expect(terminal.errs.join()).toContain(why);
    expect(s3.commandCalls(GetObjectCommand)).toHaveLength(0);
  });

  it('says what it needs', async () => {
    const terminal = captureTerminal();
    expect(await vigil(['redrive', '--table', 'T'], terminal)).toBe(2);
    expect(terminal.errs.join()).toContain('--bucket');
  });
});
