/** Brings a client's address into one form: IPv4 dotted, IPv6 as RFC 5952 writes it, a mapped IPv4 as IPv4. */

/** Takes off white space, brackets, a port and a zone; undefined for anything that is not one address. */
export function readAddress(text: string): string | undefined {
  const trimmed = text.length > MAX_LENGTH ? '' : isTrim(text) ? text : text.trim();
  const bracketed = trimmed.charAt(0) !== '[' ? undefined : /^\[([^[\]]+)\](?::\d{1,5})?$/.exec(trimmed)?.[1];
  if (bracketed !== undefined) return readV6(bracketed);
  const colon = trimmed.indexOf(':');
  if (colon === -1) return readV4(trimmed);
  if (colon === trimmed.lastIndexOf(':'))
    return isPort(trimmed.slice(colon + 1)) ? readV4(trimmed.slice(0, colon)) : undefined;
  return readV6(trimmed);
}

/** What stands for one customer line: an IPv4 address itself, of IPv6 the /64, within which anybody can change at will. */
export function addressKey(address: string): string {
  const groups = address.indexOf(':') === -1 ? undefined : readGroups(address);
  return groups === undefined ? address : `${renderV6([...groups.slice(0, 4), 0, 0, 0, 0])}/64`;
}

const MAX_LENGTH = 80;

/** Both ends are visible letters of ASCII: a look at them costs a tenth of trimming. */
function isTrim(text: string): boolean {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text);
}

/** As written, for there is but one way to write it. */
function readV4(text: string): string | undefined {
  return v4Bits(text) === undefined ? undefined : text;
}

function readV6(text: string): string | undefined {
  const zone = text.indexOf('%');
  const groups = readGroups(zone === -1 ? text : text.slice(0, zone));
  if (groups === undefined) return undefined;
  const [a, b, c, d, e, f, high = 0, low = 0] = groups;
  const isMapped = a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0xffff;
  return isMapped ? `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}` : renderV6(groups);
}

/** All 32 of them. Decimal only: an octet with a leading zero is octal to some and decimal to others. */
function v4Bits(text: string): number | undefined {
  let bits = 0;
  let octets = 0;
  let from = 0;
  let value = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      if (at > from && value === 0) return undefined;
      value = value * 10 + (code - 0x30);
      if (value > 255) return undefined;
      continue;
    }
    if (at === from || (at < text.length && code !== 0x2e)) return undefined;
    bits = (bits << 8) | value;
    octets += 1;
    from = at + 1;
    value = 0;
  }
  return octets === 4 ? bits : undefined;
}

/** The eight groups of an IPv6 address. */
function readGroups(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readHalf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? readHalf(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

function readHalf(text: string, mayEndDotted: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const bits = mayEndDotted && index === parts.length - 1 ? v4Bits(part) : undefined;
    if (bits === undefined) return undefined;
    groups.push(bits >>> 16, bits & 0xffff);
  }
  return groups;
}

/** RFC 5952: lower case, no leading zeros, `::` for the first of the longest runs of two zeros or more. */
function renderV6(groups: readonly number[]): string {
  let start = -1;
  let length = 1;
  for (let at = 0; at < groups.length; at += 1) {
    let run = 0;
    while (groups[at + run] === 0) run += 1;
    if (run > length) [start, length] = [at, run];
  }
  const hex = groups.map((group) => group.toString(16));
  if (start === -1) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}
