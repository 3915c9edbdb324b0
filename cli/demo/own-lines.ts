/** Writes what a function says itself, in the form in which its runtime puts it into the log. */
import type { DemoFunction } from './functions';

export function ownLine({ runtime, format, says, name }: DemoFunction, requestId: string, atMs: number): string {
  const time = new Date(atMs).toISOString();
  if (runtime === 'node' && format === 'text') return `${time}\t${requestId}\tINFO\t${says}\n`;
  if (runtime === 'node') return JSON.stringify({ timestamp: time, level: 'INFO', requestId, message: says });
  if (runtime === 'python') return `[INFO]\t${time}\t${requestId}\t${says}\n`;
  if (runtime === 'dotnet') return JSON.stringify({ timestamp: time, level: 'Information', requestId, message: says });
  if (runtime === 'java') return `${time} ${requestId} INFO  InvoiceHandler:47 - ${says}\n`;
  return `${time.replace('T', ' ').slice(0, 19)} ${name}: ${says}\n`;
}

export interface DemoLogin {
  readonly account: string;
  readonly address: string;
  readonly userAgent: string;
  /** Why it failed; undefined for a success. */
  readonly reason?: 'INVALID_CREDENTIALS' | 'USER_DOES_NOT_EXIST';
}

/** OWASP's logging vocabulary, as JSON on a line of its own. */
export function loginLine({ account, address, userAgent, reason }: DemoLogin, atMs: number): string {
  const failed = reason !== undefined;
  return JSON.stringify({
    datetime: new Date(atMs).toISOString(),
    appid: 'shop.login',
    event: `${failed ? 'authn_login_fail' : 'authn_login_success'}:${account}`,
    level: failed ? 'WARN' : 'INFO',
    description: failed ? `User ${account} could not log in` : `User ${account} logged in`,
    ...(failed ? { reason } : {}),
    useragent: userAgent,
    source_ip: address,
  });
}
