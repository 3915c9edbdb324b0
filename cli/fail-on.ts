/** Reads `--fail-on SEVERITY` and says whether something that bad was found. */
import { InvalidArgumentError } from 'commander';
import type { Severity } from '../core/alert/alert';

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'critical'];

export function readSeverity(text: string): Severity {
  const severity = SEVERITIES.find((each) => each === text);
  if (severity === undefined) throw new InvalidArgumentError(`Allowed are ${SEVERITIES.join(', ')}.`);
  return severity;
}

/** `opened` counts the alerts opened, by severity. */
export function hasFailed(opened: Readonly<Record<Severity, number>>, failOn: Severity | undefined): boolean {
  if (failOn === undefined) return false;
  return SEVERITIES.slice(SEVERITIES.indexOf(failOn)).some((severity) => opened[severity] > 0);
}
