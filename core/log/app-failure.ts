/** Tells a runtime's own report of a failed call, among a function's lines, from code that merely mentions an error. */
import { isObject, type JsonObject } from './json';
import type { AppFailure } from './parsed';

/** What stands after Node's frame `<time>\t<request id>\tERROR\t`; only the runtime puts a tab and its own JSON there. */
export function readNodeFailure(text: string, messageAt: number): AppFailure | undefined {
  for (const words of NODE_WORDS) {
    if (!text.startsWith(words, messageAt)) continue;
    const errorType = NODE_TYPE.exec(text.slice(messageAt + words.length, messageAt + words.length + 160))?.[1];
    return errorType === undefined ? undefined : failureOf(errorType);
  }
  return undefined;
}

/** A whole line, in JSON, by one of the runtimes: Node words it, Python and the others write their error object and no more. */
export function readJsonFailure(line: JsonObject): AppFailure | undefined {
  const { errorType, message } = line;
  if (typeof errorType !== 'string' || errorType === '') return readWordedFailure(line);
  const isNode = typeof message === 'string' && NODE_WORDS.some((words) => message.startsWith(words));
  const isBare = !('message' in line) && !('msg' in line) && !('logger' in line);
  if (isNode || (isBare && ('errorMessage' in line || 'stackTrace' in line))) return failureOf(errorType);
  return isDotNetTrace(line['stackTrace']) ? failureOf(errorType) : undefined;
}

/** Java's JSON format puts its text into the message, and Rust's runtime logs as any code does, under a name of its own. */
function readWordedFailure({ AWSRequestId, level, message, fields, target }: JsonObject): AppFailure | undefined {
  if (level !== 'ERROR') return undefined;
  if (typeof AWSRequestId === 'string' && typeof message === 'string') return readJavaFailure(message);
  const isPanic = isObject(fields) && fields['message'] === 'user handler panicked';
  return isPanic && target === 'lambda_runtime::layers::panic' ? failureOf('panic') : undefined;
}

/** An exception and nothing else, whose trace reaches the runtime: that of one which somebody caught ends where it was caught. */
export function readDotNetFailure(text: string, messageAt: number): AppFailure | undefined {
  const errorType = DOT_NET_TYPE.exec(text.slice(messageAt, messageAt + 160))?.[1];
  return errorType !== undefined && text.includes(DOT_NET_RUNTIME, messageAt) ? failureOf(errorType) : undefined;
}

const isDotNetTrace = (trace: unknown): boolean =>
  Array.isArray(trace) &&
  trace.slice(-MAX_FRAMES).some((frame) => typeof frame === 'string' && frame.includes(DOT_NET_RUNTIME.trimStart()));

/** A whole line, in text, that carries no request id: Python's, Java's, Ruby's and Go's reports, and memory that ran out. */
export function readBareFailure(text: string): AppFailure | undefined {
  const lineEnd = text.search(/[\r\n]/);
  if (lineEnd > MAX_HEAD || (lineEnd === -1 && text.length > MAX_HEAD)) return undefined;
  const head = (lineEnd === -1 ? text : text.slice(0, lineEnd)).trimEnd();
  if (head.includes('emory') && OUT_OF_MEMORY.some((words) => words.test(head))) return OOM;
  if (head === BAD_ALLOC) return OOM;
  const rest = lineEnd === -1 ? '' : text.slice(lineEnd + 1, lineEnd + 1 + MAX_HEAD);
  if (RUBY_WORDS.includes(head)) return failureOf(RUBY_TYPE.exec(rest)?.[1] ?? 'Function');
  if (head.startsWith('panic: ') && text.includes('\ngoroutine ')) return failureOf('panic');
  return readJavaFailure(text);
}

/** The first line ends with the class, with which the trace begins. */
function readJavaFailure(text: string): AppFailure | undefined {
  const lineEnd = text.slice(0, MAX_HEAD).search(/[\r\n]/);
  const java = lineEnd === -1 ? undefined : JAVA_TYPE.exec(text.slice(0, lineEnd).trimEnd())?.[1];
  return java !== undefined && text.startsWith(java, lineEnd + 1) ? failureOf(java) : undefined;
}

/** By the class that was thrown: memory that ran out is told apart from every other error. */
export function failureOf(errorType: string): AppFailure {
  return MEMORY_TYPE.test(errorType) ? { ...OOM, errorType } : { cause: 'error', errorType };
}

const MAX_HEAD = 512;
const OOM: AppFailure = { cause: 'out-of-memory' };
const NODE_WORDS = ['Invoke Error', 'Uncaught Exception', 'Unhandled Promise Rejection'];
const NODE_TYPE = /^ ?\t\{"errorType":"([\w$.:-]{1,128})"/;
const DOT_NET_TYPE = /^([A-Za-z_][\w.+`]{0,127})(?:: |\r?\n {3}at )/;
const DOT_NET_RUNTIME = ' at Amazon.Lambda.RuntimeSupport.';
const BAD_ALLOC = "terminate called after throwing an instance of 'std::bad_alloc'";
const MAX_FRAMES = 20;
const RUBY_WORDS = ['Error raised from handler method', 'Critical exception from handler'];
const RUBY_TYPE = /"errorType": ?"([\w:<>.]{1,128})"/;
/** Java's runtime writes `message: class`, then the trace, which begins with the class again. */
const JAVA_TYPE = /: ([a-z][\w$]{0,60}(?:\.[\w$]{1,60}){1,8})$/;
const MEMORY_TYPE =
  /^(?:Runtime\.OutOfMemory|MemoryError|numpy\.[\w.]{1,60}_ArrayMemoryError|(?:Function<)?NoMemoryError>?|(?:java\.lang\.)?OutOfMemoryError|(?:System\.)?OutOfMemoryException)$/;

/** The whole first line as the runtimes word it (2026-11); the same words with others around them are somebody's log line. */
const OUT_OF_MEMORY = [
  /^(?:FATAL ERROR: [\w -]{1,120} - )?JavaScript heap out of memory$/,
  /^fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)$/,
  /^(?:[\w/.:' -]{1,200}: |\[FATAL\] )?failed to allocate memory \(NoMemoryError\)$/,
  /^MemoryError$/,
  /^memory allocation of \d{1,20} bytes failed$/,
  /^(?:System\.)?OutOfMemoryException$/,
  /^System\.OutOfMemoryException: Exception of type 'System\.OutOfMemoryException' was thrown\.$/,
  /^(?:Exception in thread "[\w.-]{1,60}" )?java\.lang\.OutOfMemoryError(?:: (?:Java heap space|Metaspace|Compressed class space|GC overhead limit exceeded|Requested array size exceeds VM limit|Direct buffer memory|unable to create (?:new )?native thread.{0,80}))?$/,
  /^(?:Java heap space|Metaspace|GC overhead limit exceeded|Requested array size exceeds VM limit): java\.lang\.OutOfMemoryError$/,
];
