/** What the words of each kind of trouble are made from, and what they have to say. */
import type { Change } from './alert';

export interface Telling {
  /** What people call the function or login source; already safe to show. */
  readonly name: string;
  readonly change: Change;
  /** Set where it ends for it is usual now. */
  readonly newUsual?: 'lasted' | 'accepted';
  /** How long the trouble has lasted so far, in ms. */
  readonly lastsMs: number;
  /** Whether the alert lists attacking addresses. */
  readonly knowsAddresses: boolean;
  /** Whether any of them may be blocked, and how many accounts fell or want a look. */
  readonly canBlock: boolean;
  readonly fallen: number;
  readonly toCheck: number;
}

/** Titles are a headline without a full stop; all others are phrases that stand after a label such as `seen`. */
export interface KindWords {
  readonly title: string;
  readonly usual: string;
  readonly seen: string;
  /** The first thing to do, in whole sentences. */
  readonly firstStep: string;
  /** What it most likely is, where the figures point somewhere. */
  readonly likely?: string;
  /** When it resolves by itself. */
  readonly ends: string;
  /** The settings to try first for fewer of these, where it is not known which one would have silenced it. */
  readonly quieter: string;
}
