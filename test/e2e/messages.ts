/** Checks what people were told: an e-mail text and a Slack message for each trouble, each with what a person needs. */
import { ATTACK_FAILURES, ATTACKERS } from './attack';
import type { Mail, Receiver } from './receiver';
import { CHECKOUT, LOGIN } from './sample-stack';
import { slackFaults } from './slack-faults';
import type { Steps } from './steps';

type Kind = 'login-attack' | 'slow-calls';

const TITLES: readonly (readonly [Kind, title: string])[] = [
  ['login-attack', `Login attack on ${LOGIN}`],
  ['slow-calls', `${CHECKOUT} is slow`],
];

export const areAllTold = ({ mails, slack }: Receiver): boolean =>
  TITLES.every(
    ([, title]) =>
      mails.some(({ subject }) => subject.includes(title)) && slack.some((message) => allText(message).includes(title)),
  );

export function checkMessages({ check }: Steps, { mails, slack, strays }: Receiver): void {
  for (const [kind, title] of TITLES) {
    const told = mails.filter(({ subject }) => subject.includes(title));
    check(`one e-mail about ${kind}`, told.length === 1, mails);
    if (told[0] !== undefined) checkMail(check, kind, told[0]);
    const posts = slack.filter((message) => allText(message).includes(title));
    check(`one Slack message about ${kind}`, posts.length === 1, slack);
    if (posts[0] !== undefined) checkPost(check, kind, posts[0]);
  }
  check('nothing else was told', mails.length === 2 && slack.length === 2 && strays.length === 0, {
    mails: mails.map(({ subject }) => subject),
    slack: slack.map((message) => allText(message).slice(0, 120)),
    strays,
  });
}

function checkMail(check: Steps['check'], kind: Kind, { subject, text }: Mail): void {
  check(`${kind}: its subject is one that SNS takes`, /^[ -~]{1,99}$/.test(subject), subject);
  check(`${kind}: its text is for people, not JSON`, !/[{}]|"\s*:/.test(text.replace(/https?:\S+/g, '')), text);
  check(
    `${kind}: it says what is usual, seen, since when and where`,
    /^Usual: .*^Seen: .*^Since: .*^Where: /ms.test(text),
    text,
  );
  check(`${kind}: it says what to do first`, /^DO THIS FIRST\n\S/m.test(text), text);
  check(`${kind}: its figures are those of the run`, hasFigures(kind, oneLine(text)), text);
}

function checkPost(check: Steps['check'], kind: Kind, post: unknown): void {
  const faults = slackFaults(post);
  check(`${kind}: Slack would take it`, faults.length === 0, faults);
  const text = allText(post);
  check(
    `${kind}: Slack too says usual, seen and what to do first`,
    /\*Usual\*.*\*Seen\*.*\*Do this first\*/s.test(text),
    text,
  );
  check(`${kind}: Slack has the figures of the run`, hasFigures(kind, oneLine(text)), text);
}

/** An alert opens as soon as there is enough, so it may count a part of the attack only. */
function hasFigures(kind: Kind, text: string): boolean {
  if (kind === 'slow-calls') {
    const [, seenMs = 0, usualMs = 0] = (/is slow: (\d+) ms instead of (\d+) ms/.exec(text) ?? []).map(Number);
    return seenMs >= 380 && seenMs <= 800 && usualMs >= 20 && usualMs <= 50;
  }
  const failures = Number(/(\d+) failed logins in \d+ minutes, \d+ % of \d+ attempts/.exec(text)?.[1]);
  const usual = /about (\d+) failed logins? in (\d+) minutes, (\d+) % of attempts/.exec(text);
  // Four logins a minute, of which one in twelve fails.
  const isUsualRight = Number(usual?.[1]) === Math.round(Number(usual?.[2]) / 3) && Number(usual?.[3]) === 8;
  const areAddressesNamed = ATTACKERS.every((address) => text.includes(address.replace(/::1$/, '::')));
  return failures >= 20 && failures <= ATTACK_FAILURES + 3 && isUsualRight && areAddressesNamed;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Every text of a Slack message, in its order. */
function allText(message: unknown): string {
  if (typeof message === 'string') return message;
  if (typeof message !== 'object' || message === null) return '';
  return Object.entries(message)
    .map(([name, value]) => (name === 'type' || name === 'url' ? '' : allText(value)))
    .join('\n');
}
