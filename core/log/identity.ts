/** Tells whose lines a stream holds: from the names of log group and stream, never from a line's text, which may be forged. */
export interface FunctionIdentity {
  readonly name: string;
  readonly version?: string;
}

const OWN_GROUP = '/aws/lambda/';

/** The stream's word first, because several functions may share a group; undefined where it is not a function's. */
export function functionOf(logGroup: string, logStream: string): FunctionIdentity | undefined {
  // Deliveries of one stream follow one another, each asking again.
  if (logGroup === lastGroup && logStream === lastStream) return last;
  last = readNames(logGroup, logStream);
  lastGroup = logGroup;
  lastStream = logStream;
  return last;
}

let lastGroup: string | undefined;
let lastStream: string | undefined;
let last: FunctionIdentity | undefined;

function readNames(logGroup: string, logStream: string): FunctionIdentity | undefined {
  const stream = readStream(logStream);
  if (stream !== undefined && stream.name !== '') return stream;
  if (!logGroup.startsWith(OWN_GROUP)) return undefined;
  const name = logGroup.slice(OWN_GROUP.length);
  if (!isName(name)) return undefined;
  return stream === undefined ? { name } : { name, version: stream.version };
}

/** `YYYY/MM/DD/<function>[<version>]<32 hex>`, the function left out in the groups that Lambda makes. */
function readStream(logStream: string): { readonly name: string; readonly version: string } | undefined {
  if (!isDate(logStream)) return undefined;
  const open = logStream.indexOf('[', DATE.length);
  const close = logStream.indexOf(']', open + 1);
  if (open === -1 || close === -1) return undefined;
  const name = logStream.slice(DATE.length, open);
  const version = logStream.slice(open + 1, close);
  if (name !== '' && !isName(name)) return undefined;
  if (version !== '$LATEST' && !/^[0-9]{1,18}$/.test(version)) return undefined;
  return /^[0-9a-f]{32}$/i.test(logStream.slice(close + 1)) ? { name, version } : undefined;
}

/** A zero stands for any digit. */
const DATE = '0000/00/00/';

function isDate(text: string): boolean {
  for (let at = 0; at < DATE.length; at += 1) {
    const isDigit = text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39;
    if (DATE.charAt(at) === '0' ? !isDigit : text.charAt(at) !== '/') return false;
  }
  return true;
}

/** Lambda@Edge puts `us-east-1.` before the name of its group. */
function isName(text: string): boolean {
  return text.length <= 140 && /^[A-Za-z0-9_.-]+$/.test(text);
}
