/** Guesses from a log group's own lines how its logins are to be read, where nobody said: forms whose lines nothing else writes. */
import type { SourceOf } from '../../core/observe';
import type { LoginFormat } from '../../core/login/login-event';
import type { LoginSource } from '../../core/login/login-source';
import type { LogRow } from './read-file';

/** Rows of a log group that are looked at. */
const LOOKED_AT = 1000;

export interface GuessedSources {
  see(row: LogRow): void;
  readonly sourceOf: SourceOf;
}

export function createGuessedSources(declared: SourceOf = () => undefined): GuessedSources {
  const groups = new Map<string, { rows: number; source?: LoginSource }>();
  return {
    see({ logGroup, message }) {
      let group = groups.get(logGroup);
      if (group === undefined) groups.set(logGroup, (group = { rows: 0 }));
      if (group.source !== undefined || group.rows >= LOOKED_AT) return;
      group.rows += 1;
      const format = formatOf(message);
      if (format !== undefined) group.source = { format, isGuessed: true };
    },
    sourceOf: (logGroup) => declared(logGroup) ?? groups.get(logGroup)?.source,
  };
}

const SSHD = /(?:^|\s)sshd(?:-session|-auth)?(?:\[\d{1,10}\])?: /;

function formatOf(message: string): LoginFormat | undefined {
  const head = message.slice(0, 200);
  if (!head.startsWith('{')) return SSHD.test(head) ? 'sshd' : undefined;
  return message.includes('"signin.amazonaws.com"') && message.includes('"ConsoleLogin"')
    ? 'cloudtrail-console'
    : undefined;
}
