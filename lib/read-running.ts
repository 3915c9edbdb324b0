/** Reads how the app wants Vigil to run: limits, the kill switch, keys, the dashboard. */
import { Token } from 'aws-cdk-lib';
import { ENCRYPTION_KEYS, LIMIT_KEYS } from './prop-keys';
import { faultsOfKeys, isRecord, kindOf, type Given } from './prop-shape';

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

const RANGES: Readonly<Record<string, Range>> = {
  concurrency: { least: 1, most: 1_000, isWhole: true },
  writesPerSecond: { least: 1, most: 40_000, isWhole: true },
  readsPerSecond: { least: 1, most: 40_000, isWhole: true },
  alarmUsdPerDay: { least: 0.01, most: 100_000, isWhole: false },
};

export function checkRunning({ limits, paused, encryption, dashboard }: Given, faults: string[]): void {
  for (const [place, value] of Object.entries({ paused, dashboard })) {
    if (value !== undefined && typeof value !== 'boolean')
      faults.push(`${place} must be true or false, got ${kindOf(value)}`);
  }
  checkLimits(limits, faults);
  checkKeys(encryption, faults);
}

function checkLimits(limits: unknown, faults: string[]): void {
  if (limits === undefined) return;
  if (!isRecord(limits)) {
    faults.push(`limits must be an object such as { concurrency: 10 }, got ${kindOf(limits)}`);
    return;
  }
  faults.push(...faultsOfKeys('limits.', limits, LIMIT_KEYS));
  for (const [key, { least, most, isWhole }] of Object.entries(RANGES)) {
    const value = limits[key];
    if (value === undefined || (typeof value === 'number' && isWithin(value, { least, most, isWhole }))) continue;
    const got = typeof value === 'number' && !Token.isUnresolved(value) ? String(value) : kindOf(value);
    const cure = key === 'concurrency' && value === 0 ? '; paused: true stops Vigil' : '';
    faults.push(`limits.${key} must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, got ${got}${cure}`);
  }
}

const isWithin = (value: number, { least, most, isWhole }: Range): boolean =>
  value >= least && value <= most && (!isWhole || Number.isInteger(value));

function checkKeys(encryption: unknown, faults: string[]): void {
  if (encryption === undefined) return;
  if (!isRecord(encryption)) {
    faults.push(`encryption must be an object such as { key: new Key(this, 'Key') }, got ${kindOf(encryption)}`);
    return;
  }
  faults.push(...faultsOfKeys('encryption.', encryption, ENCRYPTION_KEYS));
  const { key, failuresKey } = encryption;
  if (!isKey(key))
    faults.push(`encryption.key must be a key construct, got ${kindOf(key)}; Key.fromKeyArn makes one of an ARN`);
  if (failuresKey !== undefined && !isKey(failuresKey))
    faults.push(
      `encryption.failuresKey must be a key construct, got ${kindOf(failuresKey)}; Key.fromKeyArn makes one of an ARN`,
    );
  if (isKey(key) && key === failuresKey)
    faults.push(
      'encryption.failuresKey must be another key than encryption.key; what failed must find room when that one is disabled',
    );
}

const isKey = (value: unknown): value is Given => isRecord(value) && typeof value['keyArn'] === 'string';
