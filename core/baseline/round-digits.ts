/** Rounds to significant digits, to the same bits as `toPrecision` and without making a text of every number. */

/** Powers of ten are exact up to 10^22. */
const POWERS: readonly number[] = Array.from({ length: 23 }, (_, power) => 10 ** power);
const MOST_DIGITS = 10;
/** So near to a half the product may have been rounded across it. */
const NEAR_A_HALF = 1e-4;

export function roundDigits(value: number, digits: number): number {
  if (!(value >= 1e-9 && value < 1e15) || digits > MOST_DIGITS) return Number(value.toPrecision(digits));
  const shift = digits - 1 - Math.floor(Math.log10(value));
  const power = POWERS[Math.abs(shift)]!;
  const scaled = shift >= 0 ? value * power : value / power;
  const whole = Math.floor(scaled);
  const rest = scaled - whole - 0.5;
  if (Math.abs(rest) < NEAR_A_HALF) return Number(value.toPrecision(digits));
  const rounded = rest < 0 ? whole : whole + 1;
  return shift >= 0 ? rounded / power : rounded * power;
}
