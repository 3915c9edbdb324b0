/** A login source on a stage: tries at times, through counting, learning and judging as they are live, in memory. */
import { createHasher } from '../../adapters/hasher';
import { createMemory } from '../../adapters/memory';
import type { Alert } from '../../core/alert/alert';
import { countBatches } from '../../core/count-batches';
import { checkDetectors } from '../../core/detect/detector-settings';
import type { LoginAttackRule, Preset } from '../../core/detect/login-attack-rule';
import type { LoginSource } from '../../core/login/login-source';
import { MINUTE_MS, minuteOf, startOf } from '../../core/state/minute';
import { createSubjectBudget } from '../../core/subject-budget';
import { createSweeper } from '../../lambda/sweeper/sweeper';
import { delivery } from './deliveries';

export const GROUP = '/aws/lambda/login';
export const T0 = Date.parse('2026-11-20T14:00:00Z');

export interface Try {
  readonly atMs: number;
  readonly account?: string;
  readonly address?: string;
  readonly isRight?: boolean;
  readonly isUnknown?: boolean;
  /** When its line comes; `lateMs` after its event where nothing is said. */
  readonly arrivesMs?: number;
}

export interface StageOptions {
  readonly preset?: Preset;
  /** Settings that stand above the preset's. */
  readonly rule?: Partial<LoginAttackRule>;
  readonly source?: LoginSource | null;
  /** Delivers each delivery so often. */
  readonly times?: number;
  /** How long after its event each line comes. */
  readonly lateMs?: number;
  readonly untilMs?: number;
}

const lineOf = ({ account, address, isRight = false, isUnknown = false }: Try): string =>
  JSON.stringify({
    event: `authn_login_${isRight ? 'success' : 'fail'}${account === undefined ? '' : `:${account}`}`,
    ...(address !== undefined && { source_ip: address }),
    ...(isUnknown && { description: 'user does not exist' }),
  });

/** The alerts of which people were told, in order, and the alert as it is stored at the end. */
export async function play(
  tries: readonly Try[],
  { preset = 'default', rule = {}, source = { format: 'owasp' }, times = 1, lateMs = 0, untilMs }: StageOptions = {},
): Promise<{ readonly told: readonly Alert[]; readonly stored: Alert | undefined }> {
  const memory = createMemory();
  const { rules } = checkDetectors({ 'login-attack': { preset, ...rule } });
  let nowMs = 0;
  const world = {
    ...memory,
    rules,
    hasher: createHasher('pepper of the tests'),
    budget: createSubjectBudget(),
    now: () => nowMs,
    sourceOf: () => source ?? undefined,
  };
  const sweep = createSweeper(world);
  const told: Alert[] = [];
  const arrivals = new Map<number, Try[]>();
  for (const each of tries.toSorted((one, other) => one.atMs - other.atMs)) {
    const minute = minuteOf(each.arrivesMs ?? each.atMs + lateMs);
    arrivals.set(minute, [...(arrivals.get(minute) ?? []), each]);
  }
  const minutes = [...arrivals.keys()].toSorted((one, other) => one - other);
  const last = untilMs === undefined ? minutes.at(-1)! + 5 : minuteOf(untilMs);
  for (let minute = minutes[0]!; minute <= last; minute += 1) {
    nowMs = startOf(minute) + MINUTE_MS - 1;
    const inMinute = arrivals.get(minute) ?? [];
    const batches =
      inMinute.length === 0
        ? []
        : [
            delivery(
              GROUP,
              inMinute.map((each) => [each.atMs, lineOf(each)]),
            ),
          ];
    for (let time = 0; time < times; time += 1) await countBatches(batches, world);
    told.push(...(await sweep()).changes);
  }
  const stored = await memory.alerts.read({ kind: 'login-attack', subject: { kind: 'login-source', name: GROUP } });
  return { told, stored };
}
