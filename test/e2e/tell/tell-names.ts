/** Functions that exist by their log groups alone: what they log is put there by the test. */
export const LOGIN = 'shop-login';
export const DOWN = 'shop-mail';
export const LIMITED = 'shop-pay';
export const QUIET = 'team-quiet';
export const ROUTED = 'team-cart';
export const REFUSED = 'team-till';
/** One each to see how long an alert takes: with what is told before, no more than a channel carries in an hour. */
export const TIMED = Array.from({ length: 4 }, (_, at) => `shop-timed-${at + 1}`);

export const FUNCTIONS = [LOGIN, DOWN, LIMITED, QUIET, ROUTED, REFUSED, ...TIMED];
export const groupOf = (name: string): string => `/aws/lambda/${name}`;
