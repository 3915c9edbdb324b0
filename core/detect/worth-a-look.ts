/** Below this multiple of its detector's threshold a finding changes nothing, and need not be made: an alert ends at 0.8 already. */
export const WORTH_A_LOOK = 0.5;
