/** What Vigil itself costs by what it used: its functions' time and calls, its table's reads and writes. */

/** List prices of us-east-1, arm64, seen in 2026-09: dearer Regions cost up to a third more. */
export const OWN_USD = {
  perGbSecond: 0.0000133334,
  perMillionRequests: 0.2,
  perMillionWriteUnits: 0.625,
  perMillionReadUnits: 0.125,
} as const;

export interface OwnUse {
  readonly gbSeconds: number;
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
}

/** Not what stands there anyway (alarms, secrets, storage), nor logs, traces and messages. */
export const ownCostUsd = ({ gbSeconds, requests, writeUnits, readUnits }: OwnUse): number =>
  gbSeconds * OWN_USD.perGbSecond +
  (requests * OWN_USD.perMillionRequests +
    writeUnits * OWN_USD.perMillionWriteUnits +
    readUnits * OWN_USD.perMillionReadUnits) /
    1e6;
