/** Puts the daily digest into words: what was too small to be told at once, and how the week and Vigil itself went. */
import { nameOf, type Series } from '../state/series';
import { dayTitle } from './day-title';
import { countOf, formatCount, formatUsd, isoTime, timesOf } from './figures';
import type { ListItem, MessageList } from './message';
import { defang, plainText } from './plain-text';
import type { Said } from './said';
import type { Silence } from './silence';
import type { SmallWhy } from './small';
import type { Daily, DayFacts, SmallCount, StagedCount } from './summary';
import { sentenceOfSilence } from './silence-words';

/** After so many days, and every so many again, people are asked what is to become of a detector that is only being tried. */
const ASK_DAYS = 7;

/** However long names are, all of it must find room in one message. */
const NAME_LENGTH = 40;
const JSON_NAME_LENGTH = 80;
const SILENCES_SHOWN = 20;

const WHY: Readonly<Record<SmallWhy, string>> = {
  staged: ', only being tried',
  late: ', found late, when it was over',
  info: '',
};

export function sayDaily(daily: Daily): Said {
  const { fromMs, toMs, small, over, overflow, staged, facts } = daily;
  const steps = [...staged.filter(isToAsk).map(askOf), ...adviceOf(facts.week)];
  return {
    title: dayTitle(daily),
    fromMs,
    toMs,
    message: {
      seq: 1,
      change: 'open',
      severity: 'info',
      noun: 'daily digest',
      facts: [
        ...weekFact(facts.week),
        ...(facts.coverage === undefined ? [] : [{ label: 'Watched', text: defang(plainText(facts.coverage, 1000)) }]),
        ...costFact(facts.cost),
        ...(overflow > 0
          ? [
              {
                label: 'Beyond the rate',
                text: `${countOf(overflow, 'alert', 'alerts')}, told in digests of their own`,
              },
            ]
          : []),
        ...(over > 0 ? [{ label: 'Over by now', text: `${formatCount(over)} of what an earlier digest told` }] : []),
      ],
      ...(steps.length > 0 && { step: { label: 'To decide', text: steps.join(' ') } }),
      lists: [
        list('Not told at once', small.map(smallItem)),
        list('Only being tried', staged.map(stagedItem)),
        list('Told most this week', (facts.week?.loudest ?? []).map(loudItem)),
        silenceList(facts.silences ?? []),
      ].filter(({ items }) => items.length > 0),
      notes: ['What is critical never waits for a digest.'],
    },
    json: {
      from: isoTime(fromMs),
      small: small.map(({ worst, ...count }) => ({ ...count, worst: worst.map(jsonName) })),
      over,
      overflow,
      staged,
      ...(facts.week && {
        week: {
          ...facts.week,
          loudest: facts.week.loudest.map(({ kind, subject, count }) => ({ kind, subject: jsonName(subject), count })),
        },
      }),
      ...(facts.coverage !== undefined && { coverage: plainText(facts.coverage, 1000) }),
      ...(facts.cost && { cost: facts.cost }),
    },
  };
}

export const isToAsk = ({ days }: StagedCount): boolean => days > 0 && days % ASK_DAYS === 0;

const askOf = ({ kind, days }: StagedCount): string =>
  `${wordsOfKind(kind)} ${kind.endsWith('s') ? 'have' : 'has'} been tried for ${countOf(days, 'day', 'days')}: ` +
  "take it off the list staged in the stack's alerts to be told at once, or switch its detector off.";

function adviceOf(week: DayFacts['week']): string[] {
  if (week === undefined || week.told <= week.budget) return [];
  return [
    'There were more alerts this week than you wished for: of those told most, raise the threshold, or adopt the new level ' +
      'with npx vigil accept ALERT.',
  ];
}

function weekFact(week: DayFacts['week']) {
  if (week === undefined) return [];
  const { told, budget, isMore = false } = week;
  const text = `${isMore ? 'more than ' : ''}${countOf(told, 'alert', 'alerts')} told at once in seven days`;
  const wish =
    told > budget && !isMore
      ? `${formatCount(told - budget)} more than the ${formatCount(budget)} you wished for`
      : `you wished for ${formatCount(budget)} at most`;
  return [{ label: 'This week', text: `${text}; ${wish}` }];
}

const costFact = (cost: DayFacts['cost']) =>
  cost === undefined
    ? []
    : [
        {
          label: 'Vigil itself',
          text: `${formatUsd(cost.usd)} in the last ${countOf(cost.hours, 'hour', 'hours')} (functions and table at list prices)`,
        },
      ];

const list = (heading: string, items: readonly ListItem[]): MessageList => ({
  heading,
  items,
  more: 0,
  isToCopy: false,
});

const silenceList = (silences: readonly Silence[]): MessageList => ({
  ...list(
    'Silences in force',
    silences.slice(0, SILENCES_SHOWN).map((silence) => ({ text: defang(sentenceOfSilence(silence)) })),
  ),
  more: Math.max(0, silences.length - SILENCES_SHOWN),
  listedBy: 'by npx vigil silence',
});

const smallItem = ({ why, kind, severity, count, worst, places }: SmallCount): ListItem => ({
  text: `${formatCount(count)} × ${wordsOfKind(kind).toLowerCase()}: ${namesOf(worst, places)}`,
  note: `${severity}${WHY[why]}`,
});

function namesOf(worst: readonly Series[], places: number): string {
  const names = worst.map(nameIn).join(', ');
  return places > worst.length ? `${names} and ${formatCount(places - worst.length)} more` : names;
}

const nameIn = (series: Series): string => defang(plainText(nameOf(series), NAME_LENGTH)) || 'unnamed';

const stagedItem = ({ kind, wouldHaveTold, days }: StagedCount): ListItem => ({
  text: wordsOfKind(kind),
  note: `would have told ${timesOf(wouldHaveTold)} in ${countOf(days, 'day', 'days')}`,
});

const loudItem = ({ kind, subject, count }: NonNullable<DayFacts['week']>['loudest'][number]): ListItem => ({
  text: `${nameIn(subject)}: ${wordsOfKind(kind).toLowerCase()}`,
  note: timesOf(count),
});

const wordsOfKind = (kind: string): string => {
  const words = kind.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

const jsonName = (series: Series): string => plainText(nameOf(series), JSON_NAME_LENGTH);
