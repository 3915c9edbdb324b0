/** Every setting of the login attacks, in three presets, with its unit and why that number. */

/** Minutes of totals that a judging reads: as long as its addresses are looked at together. */
export const LOGIN_MINUTES = 60;

export const PRESETS = ['sensitive', 'default', 'quiet'] as const;
export type Preset = (typeof PRESETS)[number];

export interface LoginAttackRule {
  readonly enabled: boolean;
  /** Where the other settings come from, unless they are given one by one. */
  readonly preset: Preset;
  /** How likely chance may make what is told, at most: 0.00001, ten tries of ten that fail where 27 % usually do. */
  readonly chance: number;
  /** Failed tries of one address, or on one account, in 10 to 20 minutes; 10, where most published rules lie. */
  readonly minTries: number;
  /** Accounts from which tries are called spraying; 5, the smallest number in published rules. */
  readonly minAccounts: number;
  /** Accounts from which a list is tried, leaked or made up; 10. */
  readonly minNames: number;
  /** Addresses from which an attack is called distributed; 8, for a few are one customer's phones and computers. */
  readonly minAddresses: number;
  /** Failed tries in 24 hours, and ten-minute windows in which they lie, without a success; 10 in 3. */
  readonly minSlowTries: number;
  readonly minSlowWindows: number;
  /** Failed logins in 10 minutes, whoever made them: 20, and 50 while less than `knownMinutes` is known of the source. */
  readonly minFailures: number;
  readonly minFailuresUnknown: number;
  /** The same as a multiple of the usual number; 3, above most daily rhythms. */
  readonly timesUsual: number;
  /** The share taken as usual until `knownMinutes` are known (0 to 1); 0.27, what real users of a large login fail. */
  readonly shareUnknown: number;
  readonly knownMinutes: number;
}

const standard: LoginAttackRule = {
  enabled: true,
  preset: 'default',
  chance: 0.00001,
  minTries: 10,
  minAccounts: 5,
  minNames: 10,
  minAddresses: 8,
  minSlowTries: 10,
  minSlowWindows: 3,
  minFailures: 20,
  minFailuresUnknown: 50,
  timesUsual: 3,
  shareUnknown: 0.27,
  knownMinutes: 60,
};

/** `sensitive` is what a gateway with nobody behind it takes, `quiet` what may wake people. */
export const loginAttackRules: Readonly<Record<Preset, LoginAttackRule>> = {
  sensitive: {
    ...standard,
    preset: 'sensitive',
    chance: 0.01,
    minTries: 5,
    minAccounts: 3,
    minNames: 6,
    minAddresses: 5,
    minSlowTries: 4,
    minSlowWindows: 4,
    minFailures: 10,
    minFailuresUnknown: 20,
    timesUsual: 2,
  },
  default: standard,
  quiet: {
    ...standard,
    preset: 'quiet',
    chance: 0.00000001,
    minTries: 20,
    minAccounts: 10,
    minNames: 20,
    minAddresses: 15,
    minSlowTries: 30,
    minSlowWindows: 10,
    minFailures: 50,
    minFailuresUnknown: 100,
    timesUsual: 5,
  },
};
