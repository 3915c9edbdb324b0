/** Prints each step with its time, and keeps the score of what was checked. */
export interface Steps {
  readonly say: (text: string) => void;
  /** Does one thing that the rest rests on; a throw ends the run. */
  readonly step: <T>(what: string, act: () => Promise<T>) => Promise<T>;
  readonly check: (what: string, isSo: boolean, seen?: unknown) => void;
  readonly fail: (what: string, error: unknown) => void;
  readonly passed: number;
  readonly failed: number;
}

export function createSteps(): Steps {
  const startMs = Date.now();
  let passed = 0;
  let failed = 0;
  const say = (text: string): void => {
    process.stdout.write(`${((Date.now() - startMs) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
  };
  return {
    say,
    async step(what, act) {
      const fromMs = Date.now();
      const result = await act();
      say(`${what} (${((Date.now() - fromMs) / 1000).toFixed(1)} s)`);
      return result;
    },
    check(what, isSo, seen) {
      if (isSo) passed += 1;
      else failed += 1;
      say(`${isSo ? 'ok  ' : 'FAIL'} ${what}${isSo ? '' : `; seen: ${shown(seen)}`}`);
    },
    fail(what, error) {
      failed += 1;
      say(`FAIL ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
  };
}

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 3_000);
