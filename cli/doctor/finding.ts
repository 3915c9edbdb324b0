/** What one look at an account or a stack came to, and what to do about it. */
export type State = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly check: string;
  readonly state: State;
  readonly said: string;
  /** Of whatever is not well. */
  readonly cure?: string;
}

export const ok = (check: string, said: string): Finding => ({ check, state: 'ok', said });
export const warn = (check: string, said: string, cure: string): Finding => ({ check, state: 'warn', said, cure });
export const fail = (check: string, said: string, cure: string): Finding => ({ check, state: 'fail', said, cure });
