/** Reads OpenSSH's server log. A name is whatever the other side sent, so everything after it is read from the right. */
import { readAddress } from './address';
import type { LoginFacts } from './login-event';

/** With or without what syslog puts before the message; another program's line that quotes sshd is not read. */
export function readSshd(text: string): LoginFacts | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const head = HEAD.exec(text);
  return readMessage((head === null ? text : text.slice(head[0].length)).trimEnd());
}

const MAX_TEXT = 4096;
const MAX_ACCOUNT = 256;
const MAX_TIMES = 1_000;

const HEAD =
  /^(?:<\d{1,3}>)?(?:(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.+Z-]{8,24}) \S{1,255} )?sshd(?:-session|-auth)?(?:\[\d{1,10}\])?: /;

function readMessage(message: string): LoginFacts | undefined {
  const repeated = /^message repeated (\d{1,9}) times: \[ /.exec(message);
  if (repeated === null) return readEvent(message);
  const facts = message.endsWith(']') ? readEvent(message.slice(repeated[0].length, -1).trimEnd()) : undefined;
  return facts && { ...facts, times: Math.min(Number(repeated[1]), MAX_TIMES) };
}

function readEvent(message: string): LoginFacts | undefined {
  const result = /^(Failed|Accepted) ([a-z-]{1,32}(?:\/[a-z-]{1,32})?) for /.exec(message);
  if (result !== null) return readResult(message.slice(result[0].length), result[1] ?? '', result[2] ?? '');
  const unknown = 'Invalid user ';
  if (message.startsWith(unknown)) return readInvalid(message.slice(unknown.length));
  return readLeft(message) ?? readNoAgreement(message);
}

/** `USER from ADDRESS port N ssh2`, after that the key if one was shown. */
function readResult(text: string, verb: string, method: string): LoginFacts | undefined {
  const at = text.lastIndexOf(' from ');
  const end = at === -1 ? null : /^ from (\S{1,64}) port \d{1,5}(?: ssh\d?)?(?:: .*)?$/.exec(text.slice(at));
  if (end === null) return undefined;
  const address = readAddress(end[1] ?? '');
  const invalid = 'invalid user ';
  const isUnknown = verb === 'Failed' && text.startsWith(invalid);
  const account = nameOf(text.slice(isUnknown ? Math.min(invalid.length, at) : 0, at));
  if (verb === 'Accepted') return { outcome: 'success', account, address };
  const reason = isUnknown ? 'USER_DOES_NOT_EXIST' : 'INVALID_CREDENTIALS';
  return { outcome: method === 'none' ? 'probe' : 'failure', reason, account, address }; // none: asks what is allowed
}

/** `USER from ADDRESS`, with a port in newer versions. Its password, if one is tried, gets a line of its own. */
function readInvalid(text: string): LoginFacts | undefined {
  const at = text.lastIndexOf(' from ');
  const end = at === -1 ? null : /^ from (\S{1,64})(?: port \d{1,5})?$/.exec(text.slice(at));
  if (end === null) return undefined;
  return {
    outcome: 'probe',
    reason: 'USER_DOES_NOT_EXIST',
    account: nameOf(text.slice(0, at)),
    address: readAddress(end[1] ?? ''),
  };
}

/** `Connection closed by invalid user USER ADDRESS port N [preauth]`: somebody who left, whatever was tried before. */
function readLeft(message: string): LoginFacts | undefined {
  const start = LEFT.exec(message);
  if (start === null) return undefined;
  const rest = message.slice(start[0].length - 1); // keeps the space, as a name may be empty
  const end = /^ (\S{1,64}) port \d{1,5}(?::.{0,200})? \[preauth\]$/.exec(rest.slice(addressAt(rest)));
  if (end === null) return undefined;
  const reason = start[1] === 'invalid' ? 'USER_DOES_NOT_EXIST' : undefined;
  const account = nameOf(rest.slice(1, addressAt(rest)));
  return { outcome: 'probe', reason, account, address: readAddress(end[1] ?? '') };
}

const LEFT = /^(?:Connection (?:closed|reset) by|Disconnected from) (invalid|authenticating) user /;

/** Where the space before the address is: the one before the last ` port `. */
function addressAt(text: string): number {
  const port = text.lastIndexOf(' port ');
  return port <= 0 ? 0 : Math.max(text.lastIndexOf(' ', port - 1), 0);
}

function nameOf(text: string): string | undefined {
  return text === '' ? undefined : text.slice(0, MAX_ACCOUNT);
}

/** `Unable to negotiate with ADDRESS port N: …`: a scanner's old client, whose password is never asked for. */
function readNoAgreement(message: string): LoginFacts | undefined {
  const end = NO_AGREEMENT.exec(message);
  return end === null ? undefined : { outcome: 'probe', address: readAddress(end[1] ?? '') };
}

const NO_AGREEMENT = /^Unable to negotiate with (\S{1,64}) port \d{1,5}: no matching [a-zA-Z ]{1,40} found\./;
