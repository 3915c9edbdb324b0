/** Floods one login source with a million names and addresses through the analyzer, one man of 300 tries among them: is he found, and at what price? */
import { gzipSync } from 'node:zlib';
import { createHasher } from '../../adapters/hasher';
import { inflate } from '../../adapters/inflate';
import { createMemory } from '../../adapters/memory';
import { defaultRules } from '../../core/detect/rules';
import type { SubjectStore } from '../../core/ports';
import { MINUTE_MS, minuteOf } from '../../core/state/minute';
import type { Series } from '../../core/state/series';
import { SUBJECT_WINDOW_MINUTES, subjectWindowOf } from '../../core/state/subject';
import { MOST_TOUCHES } from '../../core/subject-budget';
import { createAnalyzer } from '../../lambda/analyzer/analyzer';
import { ACCOUNT, delivery, envelope, failedLogin } from '../core/deliveries';
import { START_MS } from './made-load';

export interface Cardinality {
  readonly names: number;
  readonly invocations: number;
  /** Items that did not exist before, in the invocation that made the most, and in all. */
  readonly mostNewItems: number;
  readonly items: number;
  readonly touches: number;
  /** Addresses with at least `SUSPICIOUS` failed logins in the table, the true one first. */
  readonly suspects: readonly (readonly [address: string, failures: number])[];
}

const INVOCATIONS = 1_000;
const NAMES_EACH = 1_000;
const HIS_TRIES = 300;
const ATTACKER = '192.0.2.66';
const SOURCE: Series = { kind: 'login-source', name: '/aws/lambda/entrance' };
const SUSPICIOUS = 10;

/** @param invocations fewer names by the same share, for a test */
export async function attack(invocations = INVOCATIONS): Promise<Cardinality> {
  const memory = createMemory();
  const items = new Set<string>();
  let touches = 0;
  const subjects: SubjectStore = {
    ...memory.subjects,
    touch(touch) {
      touches += 1;
      items.add(`${touch.window} ${touch.hash}`);
      return memory.subjects.touch(touch);
    },
  };
  let nowMs = START_MS;
  const analyze = createAnalyzer({
    ...memory,
    subjects,
    inflate,
    hasher: createHasher('pepper of the fault tests'),
    rules: defaultRules,
    ownLogGroups: new Set(),
    account: ACCOUNT,
    now: () => nowMs,
  });
  let mostNewItems = 0;
  for (let index = 0; index < invocations; index += 1) {
    nowMs = START_MS + Math.floor((index / invocations) * SUBJECT_WINDOW_MINUTES * MINUTE_MS);
    const lines = Array.from({ length: NAMES_EACH }, (_, nth) => {
      const number = index * NAMES_EACH + nth;
      return failedLogin(`name${number}`, `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`);
    });
    // One try in each of three invocations of ten: in none of them does he stand out.
    if (index % INVOCATIONS_A_ROUND < TRIES_A_ROUND) lines.splice(index % NAMES_EACH, 0, failedLogin('root', ATTACKER));
    const batch = delivery(
      SOURCE.name,
      lines.map((line) => [nowMs, line] as const),
    );
    const before = items.size;
    await analyze({ awslogs: { data: gzipSync(envelope(batch), { level: 1 }).toString('base64') } });
    mostNewItems = Math.max(mostNewItems, items.size - before);
  }
  const held = await memory.subjects.list(SOURCE, subjectWindowOf(minuteOf(START_MS)));
  const suspects = held
    .filter(({ kind, failures }) => kind === 'address' && failures >= SUSPICIOUS)
    .map(({ label, failures }) => [label, failures] as const)
    .toSorted(([one], [other]) => Number(other === ATTACKER) - Number(one === ATTACKER));
  return { names: invocations * NAMES_EACH, invocations, mostNewItems, items: items.size, touches, suspects };
}

const INVOCATIONS_A_ROUND = 10;
const TRIES_A_ROUND = (HIS_TRIES / INVOCATIONS) * INVOCATIONS_A_ROUND;

export const isFound = ({ suspects, mostNewItems }: Cardinality): boolean =>
  suspects.length === 1 && suspects[0]?.[0] === ATTACKER && mostNewItems <= MOST_TOUCHES;

export function renderCardinality(seen: Cardinality): string {
  const [[address, failures] = ['nobody', 0], ...others] = seen.suspects;
  return [
    `${seen.names} names from as many addresses in ten minutes, ${seen.invocations} invocations of the analyzer:`,
    `  ${seen.mostNewItems} new items at the most in one invocation (at most ${MOST_TOUCHES}), ${seen.items} in all, ${seen.touches} writes to them`,
    `  found: ${address} with ${failures} failed logins kept (it made ${HIS_TRIES}); ${others.length} others are suspected`,
  ].join('\n');
}
