/** Two stretches of the demo's day, small enough for a test of every form: time-outs of one function, an attack on another. */
import { makeDays } from '../../cli/demo/make-days';
import type { LogRow } from '../../cli/replay/read-file';

const between = (from: string, to: string) => (atMs: number) =>
  atMs >= Date.parse(`2026-11-19T${from}:00Z`) && atMs < Date.parse(`2026-11-19T${to}:00Z`);

const PARTS: Readonly<Record<string, (atMs: number) => boolean>> = {
  '/aws/lambda/invoice': between('16:25', '17:30'),
  '/aws/lambda/login': between('19:15', '20:40'),
};

/** Made once, for it takes a second. */
let rows: readonly LogRow[] | undefined;

export function smallDay(): readonly LogRow[] {
  rows ??= makeDays({ seed: 5, honest: false }).filter(({ logGroup, timestampMs }) => PARTS[logGroup]?.(timestampMs));
  return rows;
}
