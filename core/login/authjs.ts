/** Reads Auth.js (NextAuth 5): a refused password, without account or address. Successes leave no line. */
import type { LoginFacts } from './login-event';

/** Only the first line of the error counts; its stack and cause may come as lines of their own. */
export function readAuthJs(text: string): LoginFacts | undefined {
  const plain = withoutColours(text.slice(0, MAX_HEAD)).trimStart();
  const isRefused = /^\[auth\]\[error\] ?CredentialsSignin(?![A-Za-z])/.test(plain);
  return isRefused ? { outcome: 'failure', reason: 'INVALID_CREDENTIALS' } : undefined;
}

const MAX_HEAD = 200;
const ESCAPE = '\u001B[';

/** Terminal colours: `ESC [ digits ; m`. */
function withoutColours(text: string): string {
  const [head = '', ...rest] = text.split(ESCAPE);
  return head + rest.map((part) => part.replace(/^[\d;]{0,12}m/, '')).join('');
}
