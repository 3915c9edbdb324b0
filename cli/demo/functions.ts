/** The six functions of the demo: a small shop, in the forms of several runtimes. Two of them never have any trouble. */
export interface DemoFunction {
  readonly name: string;
  readonly runtime: 'node' | 'python' | 'java' | 'dotnet' | 'go';
  readonly format: 'text' | 'json';
  readonly memoryMb: number;
  /** Usual peak of memory used. */
  readonly usedMb: number;
  readonly medianMs: number;
  /** See `Random.around`. */
  readonly spread: number;
  readonly initMs: number;
  /** At the busiest hour. */
  readonly callsPerMinute: number;
  /** What its own lines say of a call. */
  readonly says: string;
  readonly isLogin?: true;
}

export const DEMO_FUNCTIONS: readonly DemoFunction[] = [
  {
    name: 'login',
    runtime: 'node',
    format: 'text',
    memoryMb: 256,
    usedMb: 94,
    medianMs: 85,
    spread: 0.25,
    initMs: 310,
    callsPerMinute: 1.6,
    says: 'checked a password',
    isLogin: true,
  },
  {
    name: 'checkout',
    runtime: 'node',
    format: 'json',
    memoryMb: 512,
    usedMb: 143,
    medianMs: 250,
    spread: 0.2,
    initMs: 420,
    callsPerMinute: 1.6,
    says: 'order placed',
  },
  {
    name: 'thumbnails',
    runtime: 'python',
    format: 'text',
    memoryMb: 1024,
    usedMb: 610,
    medianMs: 1150,
    spread: 0.3,
    initMs: 680,
    callsPerMinute: 1,
    says: 'resized an upload',
  },
  {
    name: 'invoice',
    runtime: 'java',
    format: 'text',
    memoryMb: 1024,
    usedMb: 380,
    medianMs: 820,
    spread: 0.25,
    initMs: 2900,
    callsPerMinute: 0.7,
    says: 'invoice rendered',
  },
  {
    name: 'catalog',
    runtime: 'dotnet',
    format: 'json',
    memoryMb: 512,
    usedMb: 160,
    medianMs: 38,
    spread: 0.35,
    initMs: 510,
    callsPerMinute: 1.5,
    says: 'listed products',
  },
  {
    name: 'reminders',
    runtime: 'go',
    format: 'text',
    memoryMb: 128,
    usedMb: 41,
    medianMs: 140,
    spread: 0.3,
    initMs: 95,
    callsPerMinute: 0.4,
    says: 'sent the reminders that were due',
  },
];
