/** Finds how a log group is to be read for logins: what settings say, made ready once. */
import type { SourceOf } from '../observe';
import type { PatternEngine } from '../ports';
import { compileSource } from './compile-source';
import type { LoginSource } from './login-source';

/** `engine` may be undefined where no source holds a pattern. */
export function createSourceOf(
  logins: Readonly<Record<string, LoginSource>>,
  engine: PatternEngine | undefined,
): SourceOf {
  const sources = new Map(Object.entries(logins).map(([name, source]) => [name, compileSource(source, engine)]));
  return (logGroup) => sources.get(logGroup);
}
