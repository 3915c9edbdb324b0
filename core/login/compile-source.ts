/** Makes a login source ready to read: compiles its pattern, if it has one. */
import type { PatternEngine } from '../ports';
import type { LoginSource } from './login-source';

/** Whether any source needs an engine: only then is one loaded. */
export function hasPatterns(sources: Iterable<LoginSource>): boolean {
  for (const source of sources) if (source.fieldMap?.pattern !== undefined) return true;
  return false;
}

/** A pattern that the engine refuses leaves the source without one, so that it reads nothing; settings were checked before. */
export function compileSource(source: LoginSource, engine: PatternEngine | undefined): LoginSource {
  const pattern = source.fieldMap?.pattern;
  const compiled = pattern === undefined ? undefined : engine?.compile(pattern);
  return compiled?.kind === 'pattern' ? { ...source, pattern: compiled.pattern } : source;
}
