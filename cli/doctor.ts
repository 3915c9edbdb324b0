/** `vigil doctor`: looks, before and after deploying, at all that commonly stands in the way, and says the cure. */
import { createAccountFacts } from '../adapters/account-facts';
import type { Account } from './doctor/account';
import { examine } from './doctor/checks';
import { readPlan } from './doctor/plan';
import { renderFindings } from './doctor/render';
import type { Terminal } from './terminal';

export interface DoctorOptions {
  /** The folder that `cdk synth` wrote. */
  readonly app: string;
  readonly stack: string;
  readonly json?: boolean;
}

/** Gives the exit code: 1 where something must be mended first. */
export async function runDoctor(
  { app, stack, json = false }: DoctorOptions,
  terminal: Terminal,
  account: Account = createAccountFacts(Date.now),
): Promise<number> {
  const findings = await examine(account, await readPlan(app, stack));
  await terminal.out(json ? JSON.stringify(findings) : renderFindings(findings, terminal.style));
  return findings.some(({ state }) => state === 'fail') ? 1 : 0;
}
