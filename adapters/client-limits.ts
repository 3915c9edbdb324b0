/** How long and how often SDK clients try: quickly and a few times, for every call of ours may be repeated from outside. */
export const CLIENT_LIMITS = {
  maxAttempts: 3,
  // Without the last, a request that takes too long is only warned of, and hangs.
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;
