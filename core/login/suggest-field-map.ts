/** Proposes a field map for JSON lines that look like logins: which words name the login, its outcome, account and address. */
import type { JsonObject } from '../log/json';
import { readAddress } from './address';
import type { FieldMap } from './field-map';
import { leavesOf, type Leaf } from './leaves';

/** What a line says of a login, if it looks like one. */
export interface Candidate {
  readonly leaves: readonly Leaf[];
  readonly outcome: { readonly path: string; readonly word: string; readonly isFailure: boolean };
  /** The value that names the login, where it is another than the outcome's. */
  readonly when?: { readonly path: string; readonly word: string };
}

/** Either one value says both (`USER_SIGNIN_DENIED`), or one names the login and another its outcome. */
export function readCandidate(line: JsonObject): Candidate | undefined {
  const leaves = leavesOf(line);
  const words = leaves.filter(({ key, value }) => String(value).length <= MAX_WORD && !isNameKey(key));
  for (const { path, value } of words) {
    const text = plain(value);
    if (!LOGIN.test(text) || LOGOUT.test(text)) continue;
    const isFailure = FAILURE.test(text);
    if (isFailure || SUCCESS.test(text)) return { leaves, outcome: { path, word: String(value), isFailure } };
  }
  const named = words.find(({ value }) => typeof value === 'string' && WHOLE_LOGIN.test(plain(value)));
  const said = named && words.find((leaf) => leaf !== named && isFailureOf(leaf) !== undefined);
  if (named === undefined || said === undefined) return undefined;
  return {
    leaves,
    outcome: { path: said.path, word: String(said.value), isFailure: isFailureOf(said) === true },
    when: { path: named.path, word: String(named.value) },
  };
}

/** The commonest form among the candidates; undefined where there is none. */
export function suggestFieldMap(candidates: readonly Candidate[]): FieldMap | undefined {
  const form = mostCommon(candidates.map(formOf));
  const alike = candidates.filter((candidate) => formOf(candidate) === form);
  const [first] = alike;
  if (first === undefined) return undefined;
  const words = (isFailure: boolean): string[] =>
    distinct(alike.filter(({ outcome }) => outcome.isFailure === isFailure).map(({ outcome }) => outcome.word));
  const [failure, success, when] = [words(true), words(false), first.when];
  const taken = new Set([first.outcome.path, when?.path]);
  const find = (isIt: (leaf: Leaf) => boolean): string | undefined =>
    mostCommon(
      alike.flatMap(({ leaves }) =>
        leaves.filter((leaf) => !taken.has(leaf.path) && isIt(leaf)).map(({ path }) => path),
      ),
    );
  const address = find((leaf) => isAddress(leaf) && ADDRESS_KEY.test(leaf.key)) ?? find(isAddress);
  const account = find(({ key }) => ACCOUNT_KEY.test(key)) ?? find(({ key }) => ACCOUNT_ID_KEY.test(key));
  const userAgent = find(({ key }) => /^(?:user.?agent|ua|agent)$/i.test(key));
  const reason = find(({ key, value }) => /reason|error|code|detail|why/i.test(key) && typeof value === 'string');
  return {
    ...(when && {
      when: [{ path: when.path, values: distinct(alike.flatMap((candidate) => candidate.when?.word ?? [])) }],
    }),
    outcome: {
      path: first.outcome.path,
      ...(success.length > 0 && { success }),
      ...(failure.length > 0 && { failure }),
    },
    ...(account !== undefined && { account }),
    ...(address !== undefined && { address }),
    ...(userAgent !== undefined && { userAgent }),
    ...(reason !== undefined && { reason: { path: reason } }),
  };
}

const MAX_WORD = 64;

/** Lower case, one space between words: `userSignIn_DENIED` is `user sign in denied`. */
function plain(value: Leaf['value']): string {
  const text = String(value).replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return text
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}

const LOGIN = /\b(?:log ?in|log ?on|logged in|sign ?in|signed in|auth|authn|authenticat(?:e|ed|ion))/;
const LOGOUT = /\b(?:log ?out|log ?off|sign ?out|sign ?up)\b/;
const FAILURE =
  /\b(?:fail(?:ed|ure|s)?|den(?:ied|y)|reject(?:ed)?|refused?|invalid|wrong|bad|error|unauthori[sz]ed|ko|no|false|unsuccessful)\b/;
const SUCCESS = /\b(?:success(?:ful|fully)?|succeeded|ok|pass(?:ed)?|granted|accepted|allowed|true|yes)\b/;
const WHOLE_LOGIN =
  /^(?:(?:user|account|customer|admin) )?(?:log ?in|log ?on|sign ?in|auth|authn|authenticat(?:e|ion))(?: (?:attempt|request|event|result))?$/;
const OUTCOME_KEY = /outcome|result|success|status|^ok$|passed|granted|authenticated|valid/i;
const ADDRESS_KEY = /ip|addr|remote|client|source|from|host/i;
const ACCOUNT_KEY =
  /^(?:user|user.?name|e.?mail|user.?e?mail|login|log.?in.?name|account|account.?name|identifier|identity|who|principal|subject)$/i;
const ACCOUNT_ID_KEY = /^(?:user.?id|account.?id|customer.?id|uid|sub)$/i;

/** What a person typed must not be taken for the outcome. */
function isNameKey(key: string): boolean {
  return (ACCOUNT_KEY.test(key) && !/^log/i.test(key)) || ACCOUNT_ID_KEY.test(key) || /agent/i.test(key);
}

/** Undefined where the value tells no outcome. */
function isFailureOf({ key, value }: Leaf): boolean | undefined {
  if (!OUTCOME_KEY.test(key)) return undefined;
  if (value === 401 || value === 403 || value === '401' || value === '403') return true;
  if (value === 200 || value === '200') return false;
  const text = plain(value);
  if (FAILURE.test(text)) return true;
  return SUCCESS.test(text) ? false : undefined;
}

function isAddress({ value }: Leaf): boolean {
  return typeof value === 'string' && readAddress(value.slice(value.lastIndexOf(',') + 1)) !== undefined;
}

function formOf({ outcome, when }: Candidate): string {
  return JSON.stringify([outcome.path, when?.path]);
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | undefined;
  for (const [value, count] of counts) if (count > (counts.get(best ?? '') ?? 0)) best = value;
  return best;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MAX_VALUES);
}

const MAX_VALUES = 20;
