/** Reads why a login failed out of an application's own words. */
import type { LoginReason } from './login-event';

/** Undefined where the words say nothing known; `account` is taken out first, so that nobody's name is taken for a reason. */
export function readReason(words: string, account?: string): LoginReason | undefined {
  const cut = words.slice(0, MAX_LENGTH);
  const own = account !== undefined && account !== '' && cut.includes(account) ? cut.replaceAll(account, ' ') : cut;
  const known = KNOWN.get(own);
  if (known !== undefined) return known.reason;
  const text = own.toLowerCase().replaceAll('_', ' ').replaceAll('-', ' ');
  const reason = PHRASES.find(([phrase]) => phrase.test(text))?.[1];
  if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
  KNOWN.set(own, { reason });
  return reason;
}

/** An application has few words for it, and says them again and again. */
const KNOWN = new Map<string, { readonly reason: LoginReason | undefined }>();
const MAX_KNOWN = 200;

const MAX_LENGTH = 300;

/** In order: "invalid username or password" tells nothing of the account. */
const PHRASES: readonly (readonly [RegExp, LoginReason])[] = [
  [/(?:user ?name|user|e ?mail|login|account) (?:or|and|\/) password/, 'INVALID_CREDENTIALS'],
  [/does not exist|doesn't exist|do not exist|not registered/, 'USER_DOES_NOT_EXIST'],
  [/(?:user|user ?name|account|e ?mail|login)(?: is| was)? ?not ?(?:found|known|exist)/, 'USER_DOES_NOT_EXIST'],
  [/(?:unknown|no such|non ?existent|nonexisting|invalid) (?:user|account|e ?mail|login)/, 'USER_DOES_NOT_EXIST'],
  [/\block(?:ed)?\b|\blocked ?out\b|\blockout\b/, 'ACCOUNT_LOCKED_OUT'],
  [/\b(?:disabled|deactivated|suspended|inactive)\b/, 'ACCOUNT_DISABLED'],
  [
    /^ ?expired ?$|\b(?:password|credentials?|account)\b.{0,20}\bexpired\b|\bexpired (?:password|credentials?)/,
    'PASSWORD_EXPIRED',
  ],
  [/(?:invalid|bad|wrong|incorrect|mismatched?) (?:password|credentials?|passphrase)/, 'INVALID_CREDENTIALS'],
  [
    /(?:password|credentials?)(?: is| was| were| are| did)? ?(?:invalid|wrong|incorrect|mismatch|not (?:match|correct|valid))/,
    'INVALID_CREDENTIALS',
  ],
];
