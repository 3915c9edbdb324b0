/** Tells a request id from a placeholder or a forged key: a UUID in real life, short or abridged in docs and tests. */
export function isRequestId(text: string): boolean {
  if (text.length === 0 || text.length > 64) return false;
  for (let at = 0; at < text.length; at += 1) if (!isIdCode(text.charCodeAt(at))) return false;
  return true;
}

function isIdCode(code: number): boolean {
  if (code >= 0x61 && code <= 0x7a) return true; // a-z
  if (code >= 0x30 && code <= 0x39) return true; // 0-9
  return code === 0x2d || (code >= 0x41 && code <= 0x5a) || code === 0x2e || code === 0x5f; // - A-Z . _
}
