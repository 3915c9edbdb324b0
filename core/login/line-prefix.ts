/** Finds where a message begins after what loggers write before it: times, levels, request ids, `msg=`. */

/** The first word that no logger puts there by itself; a word that a person may have chosen ends the prefix. */
export function prefixEnd(text: string, from: number): number {
  let at = from;
  for (let words = 0; words < MAX_WORDS; words += 1) {
    while (isBlank(text.charCodeAt(at))) at += 1;
    const key = keyAt(text, at);
    if (key > 0) return at + key;
    let end = at;
    while (end < text.length && end - at <= MAX_WORD && !isBlank(text.charCodeAt(end))) end += 1;
    if (end === at || end - at > MAX_WORD || !isPrefixWord(text.slice(at, end))) return at;
    at = end;
  }
  return at;
}

const MAX_WORDS = 8;
const MAX_WORD = 40;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The length of `msg="`, `event=` and the like, 0 where none stands here. */
function keyAt(text: string, at: number): number {
  const first = text.charAt(at);
  if (first !== 'm' && first !== 'e') return 0;
  for (const key of ['msg=', 'message=', 'event=']) {
    if (text.startsWith(key, at)) return key.length + (text.charAt(at + key.length) === '"' ? 1 : 0);
  }
  return 0;
}

/** A time or part of one, a level, or an id in hexadecimal digits. */
function isPrefixWord(word: string): boolean {
  if (/^(?:(?:time|ts|timestamp)=)?"?[[(]?\d[\dTZ:.,+\-/]*[\])]?"?$/.test(word)) return true;
  if (/^(?:level=)?[[(]?(?:trace|debug|info|notice|warn|warning|error|fatal|critical)[\])]?:?$/i.test(word))
    return true;
  return word === '-' || word === '|' || word === 'undefined' || /^[0-9a-f-]{8,40}$/i.test(word);
}
