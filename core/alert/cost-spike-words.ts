/** Says in words that a function costs far more than usual, why, and how to stop it. */
import type { CostSpikeEvidence } from '../detect/cost-spike';
import { formatCount, formatShare, formatUsd } from './figures';
import type { KindWords, Telling } from './kind-words';

/** Nothing else gets into a command that people copy. */
const FUNCTION = /^[A-Za-z0-9_-]{1,64}$/u;

export function costSpikeWords(evidence: CostSpikeEvidence, { name, change }: Telling): KindWords {
  const { usdAnHour, usualUsdAnHour, extraUsdThisMonth, assumed } = evidence;
  const now = `${formatUsd(usdAnHour)} an hour`;
  const drivers = driversOf(evidence);
  return {
    title: {
      open: `${name} costs ${now} instead of ${formatUsd(usualUsdAnHour)}`,
      update: `${name} still costs ${now} instead of ${formatUsd(usualUsdAnHour)}`,
      resolve: `${name} costs no more than usual`,
    }[change],
    usual: `${formatUsd(usualUsdAnHour)} an hour at this hour of the week`,
    seen:
      `${now}${drivers === '' ? '' : `: ${drivers}`}; ${formatUsd(extraUsdThisMonth)} more by the end of the month if it ` +
      `goes on. Assumed: ${assumed.join('; ') || 'nothing'}`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody knows why it began, look at who called in that time.'
        : `Find who calls, or what made calls longer. To contain it meanwhile: aws lambda put-function-concurrency ` +
          `--function-name ${FUNCTION.test(name) ? name : 'NAME'} --reserved-concurrent-executions 5 (calls above that are refused).`,
    ...likelyOf(evidence, change),
    ends: 'It resolves by itself once the cost has been as usual for a few minutes.',
    quieter: 'minExtraUsdAnHour or timesUsual',
  };
}

/** A change below a quarter is no cause. */
const LEAST_CHANGE = 1.25;

function changesOf({ moreCalls, longerCalls, moreMemory }: CostSpikeEvidence) {
  const all = [
    { factor: moreCalls, word: 'as many calls', cause: 'more calls: a loop, a flood, or a success' },
    {
      factor: longerCalls,
      word: 'as long calls',
      cause: 'longer calls: what they wait for is slow, and waiting is paid for',
    },
    { factor: moreMemory, word: 'as much memory', cause: 'somebody raised the memory' },
  ];
  return all.filter(({ factor }) => factor >= LEAST_CHANGE).toSorted((one, other) => other.factor - one.factor);
}

function driversOf(evidence: CostSpikeEvidence): string {
  const changes = changesOf(evidence).map(({ factor, word }) => `${timesAs(factor)} ${word}`);
  const cold = evidence.coldStartShare;
  return [...changes, ...(cold >= 0.2 ? [`${formatShare(cold)} of the billed time is cold starts`] : [])].join(', ');
}

const timesAs = (factor: number): string =>
  factor >= 10 || !Number.isFinite(factor) ? `${formatCount(factor)} times` : `${Number(factor.toPrecision(2))} times`;

function likelyOf(evidence: CostSpikeEvidence, change: Telling['change']): Pick<KindWords, 'likely'> {
  const [main] = changesOf(evidence);
  return main === undefined || change === 'resolve' ? {} : { likely: main.cause };
}
