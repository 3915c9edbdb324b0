/** Keeps count of what was sent through the filters, to be held against what the table says. */
export interface CallCount {
  calls: number;
  durationUs: number;
}

export class Sent {
  readonly calls = new Map<string, CallCount>();
  attempts = 0;
  failures = 0;

  countCall(functionName: string, durationMs: number): void {
    const count = this.calls.get(functionName) ?? { calls: 0, durationUs: 0 };
    this.calls.set(functionName, {
      calls: count.calls + 1,
      durationUs: count.durationUs + Math.round(durationMs * 1000),
    });
  }
}
