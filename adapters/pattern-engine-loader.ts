/** Loads the pattern engine, which is large, only where some source's settings hold a pattern. */
import { hasPatterns } from '../core/login/compile-source';
import type { LoginSource } from '../core/login/login-source';
import type { PatternEngine } from '../core/ports';

/** Bundled with splitting, the engine is a chunk of its own that no other start-up reads. */
export async function loadPatternEngine(sources: Iterable<LoginSource>): Promise<PatternEngine | undefined> {
  if (!hasPatterns(sources)) return undefined;
  const { createPatternEngine } = await import('./pattern-engine');
  return createPatternEngine();
}
