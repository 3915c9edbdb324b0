/** Writes the lines that Lambda itself puts into the log around a call, as text and as JSON, in old and in new style. */
import type { DemoFunction } from './functions';

export interface Call {
  readonly requestId: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly maxMemoryMb: number;
  /** Only on a cold start. */
  readonly initMs?: number;
  readonly end: 'ok' | 'timed-out' | 'out-of-memory' | 'killed';
  /** The function's own lines, with their place between start (0) and end (1). */
  readonly says: readonly { readonly at: number; readonly message: string }[];
}

export interface Line {
  readonly atMs: number;
  readonly message: string;
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

export function linesOfCall(call: Call, { format, memoryMb, runtime }: DemoFunction): Line[] {
  const endMs = call.startMs + Math.ceil(call.durationMs);
  const own = call.says.map(({ at, message }) => ({ atMs: call.startMs + Math.floor(at * call.durationMs), message }));
  const platform =
    format === 'json' ? jsonLines(call, endMs, memoryMb, runtime) : textLines(call, endMs, memoryMb, runtime);
  return [...platform.before, ...own, ...platform.after];
}

interface Around {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
}

function textLines(call: Call, endMs: number, memoryMb: number, runtime: string): Around {
  const { requestId, startMs, durationMs, initMs, maxMemoryMb, end } = call;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${maxMemoryMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ].join('\t');
  const init = `INIT_START Runtime Version: ${runtime}.v42\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:${'0'.repeat(64)}\n`;
  const before = [
    ...(initMs === undefined ? [] : [{ atMs: startMs - Math.ceil(initMs), message: init }]),
    { atMs: startMs, message: `START RequestId: ${requestId} Version: $LATEST\n` },
  ];
  const last = (message: string): Line => ({ atMs: endMs, message });
  const ended = last(`END RequestId: ${requestId}\n`);
  if (end === 'out-of-memory') {
    return { before, after: [last(`${fields}\tStatus: error\tError Type: Runtime.OutOfMemory\n`)] };
  }
  const report = last(`${fields}\t\n`);
  if (end === 'timed-out') {
    const told = `${iso(endMs)} ${requestId} Task timed out after ${(durationMs / 1000).toFixed(2)} seconds\n\n`;
    return { before, after: [last(told), ended, report] };
  }
  if (end === 'killed') {
    const told = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`;
    return { before, after: [last(told), ended, report] };
  }
  return { before, after: [ended, report] };
}

function jsonLines(call: Call, endMs: number, memoryMb: number, runtime: string): Around {
  const { requestId, startMs, durationMs, initMs, maxMemoryMb } = call;
  const init = { initializationType: 'on-demand', phase: 'init', runtimeVersion: `${runtime}.v42` };
  const metrics = {
    durationMs: Number(durationMs.toFixed(3)),
    billedDurationMs: Math.ceil(durationMs + (initMs ?? 0)),
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: maxMemoryMb,
    ...(initMs === undefined ? {} : { initDurationMs: Number(initMs.toFixed(3)) }),
  };
  return {
    before: [
      ...(initMs === undefined ? [] : [jsonLine(startMs - Math.ceil(initMs), 'platform.initStart', init)]),
      jsonLine(startMs, 'platform.start', { requestId, version: '$LATEST' }),
    ],
    after: [jsonLine(endMs, 'platform.report', { requestId, metrics, status: 'success' })],
  };
}

const jsonLine = (atMs: number, type: string, record: object): Line => ({
  atMs,
  message: JSON.stringify({ time: iso(atMs), type, record }),
});
