/** Signs a message as Standard Webhooks says (standardwebhooks.com, version 1, checked 2026-11). */
import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  readonly atS: number;
  readonly body: string;
}

export const signatureOf = ({ id, atS, body }: Signed, key: Buffer): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${atS}.${body}`).digest('base64')}`;
