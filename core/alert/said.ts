/** What is said of a group or a digest, before it has its place. */
import type { Message } from './message';

export interface Said {
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly message: Pick<
    Message,
    'seq' | 'change' | 'severity' | 'facts' | 'lists' | 'notes' | 'kind' | 'noun' | 'step'
  >;
  /** What programs get beside what all have; what others wrote in it is plain text. */
  readonly json: object;
}
