/** Every kind of trouble, and what it happens to. A kind is also the name of its detector's file and its heading in docs/alerts.md. */
import type { Series } from '../state/series';
import type { Kind } from './finding';

const SUBJECTS: Record<Kind, Series['kind']> = {
  'slow-calls': 'function',
  'slow-drift': 'function',
  'out-of-memory': 'function',
  'memory-pressure': 'function',
  timeouts: 'function',
  'retries-exhausted': 'function',
  'only-failures': 'function',
  'forged-lines': 'function',
  'error-burst': 'function',
  'invocation-surge': 'function',
  'cold-start-surge': 'function',
  'cost-spike': 'function',
  'gone-silent': 'function',
  'login-attack': 'login-source',
};

export type FunctionKind = Exclude<Kind, 'login-attack'>;

export const isKind = (text: string): text is Kind => Object.hasOwn(SUBJECTS, text);

export const KINDS: readonly Kind[] = Object.keys(SUBJECTS).filter(isKind);

export const subjectOf = (kind: Kind): Series['kind'] => SUBJECTS[kind];
