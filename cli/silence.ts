/** `vigil silence`: nobody is told of some alerts for a while; they are judged, stored and counted all the same. */
import { createDynamoClient } from '../adapters/dynamodb/client';
import { createDynamoSilences } from '../adapters/dynamodb/silences';
import { formatSpan, formatTime, isoTime } from '../core/alert/figures';
import { plainText } from '../core/alert/plain-text';
import { shortHash } from '../core/alert/short-hash';
import { faultsOfSilence, isInForce, type Silence } from '../core/alert/silence';
import { sentenceOfSilence, wordsOfSilenced } from '../core/alert/silence-words';
import type { KeptSilence, SilenceStore } from '../core/alert/silences';
import { explainAws } from './explain-aws';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

export interface SilenceOptions {
  readonly kind?: string;
  readonly function?: string;
  readonly severity?: string;
  readonly forMs?: number;
  readonly reason?: string;
  readonly author: string;
}

export interface SilenceWorld {
  readonly silences: SilenceStore;
  readonly table: string;
  readonly now: () => number;
}

/** Each is looked at with every alert; nobody keeps more in mind. */
const MOST_IN_FORCE = 100;
const LONGEST_NAME = 200;

export async function inTable<Result>(table: string, work: (world: SilenceWorld) => Promise<Result>): Promise<Result> {
  try {
    const silences = createDynamoSilences({ client: createDynamoClient(), name: table });
    return await work({ silences, table, now: Date.now });
  } catch (error) {
    const actions = 'dynamodb:Query, dynamodb:PutItem and dynamodb:UpdateItem on the table';
    throw explainAws(error, { table, actions });
  }
}

export async function makeSilence(
  options: SilenceOptions,
  { silences, table, now }: SilenceWorld,
  terminal: Terminal,
): Promise<void> {
  const { forMs, kind, function: name, severity, author, reason } = options;
  if (forMs === undefined) throw new WrongUse('--for must say how long, such as --for 20m, 2h or 3d');
  const fromMs = now();
  const wanted = { kind, function: name, severity, author: author.trim(), reason: reason?.trim(), fromMs };
  const made: unknown = withoutMissing({ ...wanted, untilMs: fromMs + forMs });
  const faults = faultsOfSilence(made, 'the silence', (part) => `--${part}`);
  if (!isSilence(made, faults)) throw new WrongUse(faults.join('; '));
  const silence: Silence = { ...made, id: `s${shortHash(JSON.stringify(made))}` };
  if ((await silences.list()).filter((each) => isInForce(each, fromMs)).length >= MOST_IN_FORCE)
    throw new WrongUse(`${MOST_IN_FORCE} silences are in force already; end some, or silence names like pay-*`);
  await silences.put(silence);
  await terminal.out(`${silence.id}: ${sentenceOfSilence(silence)}`);
  terminal.err(
    `nobody is told of ${wordsOfSilenced(silence)} for ${formatSpan(forMs)}, from within a minute on; what is still ` +
      `open then is told. To end it before: npx vigil silence end ${silence.id} --table ${table}`,
  );
}

/** Those in force first, then those that are over, as long as they are kept. */
export async function listSilences(
  { json }: { readonly json: boolean },
  { silences, now }: SilenceWorld,
  terminal: Terminal,
): Promise<void> {
  const nowMs = now();
  const byEnd = (await silences.list()).toSorted((one, other) => other.untilMs - one.untilMs);
  const inForce = byEnd.filter((each) => isInForce(each, nowMs));
  for (const each of [...inForce, ...byEnd.filter((one) => !inForce.includes(one))])
    await terminal.out(json ? JSON.stringify(jsonOf(each, nowMs)) : lineOf(each, nowMs));
  if (inForce.length === 0) terminal.err('no silence is in force, but for those in the stack’s own settings');
}

/** Gives the exit code: 1 where there was nothing to end. */
export async function endSilence(
  given: string,
  author: string,
  { silences, now }: SilenceWorld,
  terminal: Terminal,
): Promise<number> {
  const nowMs = now();
  const id = given.trim();
  const by = plainText(author, LONGEST_NAME);
  if (by === '') throw new WrongUse('nobody is named; say who ends it, such as --author alice');
  if (await silences.end(id, by, nowMs)) {
    await terminal.out(`${id} is over; what it kept silent is told within two minutes, where it is still open`);
    return 0;
  }
  const known = (await silences.list()).find((each) => each.id === id);
  const why =
    known === undefined
      ? `no silence has the id ${plainText(id, 40)}; "vigil silence list" names them, and one from the stack's settings ends there`
      : `${id} was over at ${formatTime(known.untilMs)} UTC`;
  terminal.err(`vigil: ${why}`);
  return 1;
}

function lineOf(silence: KeptSilence, nowMs: number): string {
  const by = silence.endedBy === undefined ? '' : `, ended by ${plainText(silence.endedBy, LONGEST_NAME)}`;
  return `${silence.id}: ${sentenceOfSilence(silence)}${isInForce(silence, nowMs) ? '' : ` (over${by})`}`;
}

const jsonOf = ({ fromMs, untilMs, ...silence }: KeptSilence, nowMs: number): object => ({
  ...silence,
  from: isoTime(fromMs),
  until: isoTime(untilMs),
  isInForce: isInForce({ ...silence, fromMs, untilMs }, nowMs),
});

const isSilence = (_made: unknown, faults: readonly string[]): _made is Omit<Silence, 'id'> => faults.length === 0;

const withoutMissing = (options: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
