/** Shows of an account as much as its owner needs to know it again: `b***@e***.com`. */

export function maskAccount(account: string): string {
  const at = account.lastIndexOf('@');
  if (at <= 0) return maskWord(account);
  const domain = account.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${maskWord(account.slice(0, at))}@${maskWord(domain.slice(0, Math.max(dot, 0)))}${dot === -1 ? '' : domain.slice(dot)}`;
}

/** By code points, so that no pair of surrogates is cut. */
function maskWord(word: string): string {
  const [first = ''] = word;
  return `${first}***`;
}
