/** Finds where a time such as `2026-10-08T06:54:01.479Z` ends, or -1 where none stands at `from`. */
export function isoTimeEnd(text: string, from: number): number {
  for (let index = 0; index < SHAPE.length; index += 1) {
    const code = text.charCodeAt(from + index);
    const want = SHAPE.charCodeAt(index);
    if (want === ZERO ? !isDigit(code) : code !== want) return -1;
  }
  let at = from + SHAPE.length;
  if (text.charCodeAt(at) === 0x2e) {
    at += 1;
    const fraction = at;
    while (at - fraction < 9 && isDigit(text.charCodeAt(at))) at += 1;
    if (at === fraction) return -1;
  }
  return text.charCodeAt(at) === 0x5a ? at + 1 : -1;
}

/** A zero stands for any digit. */
const SHAPE = '0000-00-00T00:00:00';
const ZERO = 0x30;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39;
}
