/** Looks for what must stand nowhere: the webhook's address and account names, in our functions' logs and in the table. */
import type { Aws } from './aws';
import { scan } from './counts';
import { readOwnLines } from './own-lines';
import { WEBHOOK_PATH } from './receiver';

const SECRETS = [WEBHOOK_PATH, 'leaked-', 'customer-'];

export async function findLeaks(
  aws: Aws,
  tableName: string,
): Promise<{ readonly lines: number; readonly leaks: string[] }> {
  const lines = await readOwnLines(aws);
  const items = (await scan(aws, tableName)).map((item) => `table: ${JSON.stringify(item)}`);
  const leaks = [...lines, ...items].filter((text) => SECRETS.some((secret) => text.includes(secret)));
  return { lines: lines.length, leaks };
}
