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
  const isKnown = usualUsdAnHour !== undefined;
  const instead = isKnown ? ` instead of ${formatUsd(usualUsdAnHour)}` : ', and what is usual is not known yet';
  return {
    title: {
      open: `${name} costs ${now}${instead}`,
      update: `${name} still costs ${now}${instead}`,
      resolve: isKnown
        ? `${name} costs no more than usual`
        : `${name} costs less, or what it costs is known as usual now`,
    }[change],
    usual: isKnown
      ? `${formatUsd(usualUsdAnHour)} an hour at this hour of the week`
      : 'not known yet: too little was learned',
    seen:
      `${now}${drivers === '' ? '' : `: ${drivers}`}; ${formatUsd(extraUsdThisMonth)}${isKnown ? ' more' : ''} by the end of the month ` +
      `if it goes on. Assumed: ${assumed.join('; ') || 'nothing'}`,
    firstStep:
      change === 'resolve'
        ? 'Nothing is urgent. If nobody knows why it began, look at who called in that time.'
        : `Find who calls, or what made calls longer. To contain it meanwhile: aws lambda put-function-concurrency ` +
          `--function-name ${FUNCTION.test(name) ? name : 'NAME'} --reserved-concurrent-executions ${mostAtOnce(evidence)} ` +
          `(calls above that are refused).`,
    ...likelyOf(evidence, change),
    ends: isKnown
      ? 'It resolves by itself once the cost has been as usual for a few minutes.'
      : 'It resolves by itself when it costs less, or once two hours are learned and it costs as much as they did.',
    quieter: isKnown ? 'minExtraUsdAnHour or timesUsual' : 'criticalUsdAnHour',
  };
}

const LEAST_AT_ONCE = 5;
/** More than any account is allowed. */
const MOST_AT_ONCE = 1e6;

/** Twice what is usual is let through, so that the command is no outage; nobody can say how much where that is not known. */
const mostAtOnce = ({ usualCallsAtOnce: usual = Infinity }: CostSpikeEvidence): string =>
  usual < MOST_AT_ONCE ? `${Math.max(LEAST_AT_ONCE, Math.ceil(2 * usual))}` : 'NUMBER';

/** A change below a quarter is no cause. */
const LEAST_CHANGE = 1.25;

function changesOf({ moreCalls = 1, longerCalls = 1, moreMemory = 1 }: CostSpikeEvidence) {
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
