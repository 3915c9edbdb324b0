/** Runs users' patterns on RE2's rules: no back-references, no look-around, and so linear time on any text. */
import { RE2JS } from 're2js';
import type { Compiled, Pattern, PatternEngine } from '../core/ports';

export function createPatternEngine(): PatternEngine {
  return { compile: compilePattern };
}

/** Beyond these a pattern is no description of a log line (measured 2026-11: 1,800 steps take up to a millisecond a line). */
const MAX_LENGTH = 1_000;
const MAX_STEPS = 500;

function compilePattern(source: string): Compiled {
  if (source.length > MAX_LENGTH)
    return refused(`has ${source.length} characters, more than ${MAX_LENGTH}: describe less of the line`);
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source);
  } catch (error) {
    return refused(`is not one that RE2 can run (${error instanceof Error ? error.message : String(error)})`);
  }
  const steps = compiled.programSize();
  if (steps > MAX_STEPS)
    return refused(`takes ${steps} steps, more than ${MAX_STEPS}: repeat by * or + instead of by large counts`);
  return { kind: 'pattern', pattern: patternOf(compiled) };
}

function patternOf(compiled: RE2JS): Pattern {
  const groupNames = Object.keys(compiled.namedGroups());
  return {
    groupNames,
    match: (text) => {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      const groups: Record<string, string> = {};
      for (const name of groupNames) {
        const value: unknown = matcher.group(name);
        if (typeof value === 'string') groups[name] = value;
      }
      return groups;
    },
  };
}

function refused(why: string): Compiled {
  return { kind: 'refused', why };
}
