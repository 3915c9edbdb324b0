/** Which URLs from a secret may be called at all. */

/** This machine, for tests and relays beside us: the one place where plain HTTP will do. */
export const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Over TLS, and without a name and a password in it. */
export const isSafeUrl = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.host)));
