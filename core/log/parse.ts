/** Says what one log message is: looks at its first character, then asks the one reader whose lines begin like that. */
import type { LoginSource } from '../login/login-source';
import { readLoginJson, readLoginText } from '../login/read-login';
import { readBareFailure } from './app-failure';
import { readAppJson, requestIdOf } from './app-json';
import { readGoText, readJavaText, readRubyText, readRustText, type AppText } from './app-frames';
import { readNodeText, readPythonText } from './app-text';
import { readExtensionText } from './extension-text';
import { readFailure, readTimeout } from './failure';
import { readInitText } from './init-text';
import { readJsonObject } from './json';
import { MAX_JSON_LENGTH, MAX_TEXT_LENGTH } from './limits';
import type { Failure, Other, Parsed } from './parsed';
import { readPlatformJson } from './platform-json';
import { readReport } from './report';
import { readRestoreText } from './restore-text';
import { readStartEnd } from './start-end';

/** Takes time in proportion to the length, and never throws, whatever the message; `source` is what settings say of its log group. */
export function parseMessage(message: string, source?: LoginSource): Parsed {
  const isJson = message.charCodeAt(0) === 0x7b;
  if (message.length > (isJson ? MAX_JSON_LENGTH : MAX_TEXT_LENGTH)) return TRUNCATED;
  if (isJson) return parseJson(message, source);
  return readPlatformText(message) ?? parseAppText(message, source);
}

const OTHER: Other = { kind: 'other' };
const TRUNCATED: Other = { kind: 'other', truncated: true };

function readPlatformText(text: string): Parsed | undefined {
  switch (text.charAt(0)) {
    case 'R':
      if (text.startsWith('REPORT')) return readReport(text);
      return text.startsWith('RESTORE_') ? readRestoreText(text) : readFailure(text);
    case 'S':
      return text.startsWith('START') ? readStartEnd(text, 'START') : undefined;
    case 'E':
      if (text.startsWith('END')) return readStartEnd(text, 'END');
      return text.startsWith('EXTENSION') ? readExtensionText(text, 'EXTENSION') : undefined;
    case 'I':
      return text.startsWith('INIT_') ? readInitText(text) : undefined;
    case 'T':
      return text.startsWith('TELEMETRY') ? readExtensionText(text, 'TELEMETRY') : undefined;
    case 'L':
      return text.startsWith('LOGS') ? readExtensionText(text, 'LOGS') : undefined;
    case '2':
      return readTimeout(text);
    default:
      return undefined;
  }
}

function parseAppText(text: string, source: LoginSource | undefined): Parsed {
  const framed = readFramed(text);
  const login = readLoginText(text, framed?.messageAt ?? 0, source);
  if (login !== undefined) return { kind: 'login', login, requestId: framed?.app.requestId };
  return framed?.app ?? bareFailure(text) ?? OTHER;
}

function bareFailure(text: string): Failure | undefined {
  const failure = readBareFailure(text);
  return failure && { kind: 'failure', ...failure };
}

function readFramed(text: string): AppText | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x5b) return readPythonText(text);
  if (first >= 0x30 && first <= 0x39)
    return readNodeText(text) ?? readJavaText(text) ?? readGoText(text) ?? readRustText(text);
  if (text.charCodeAt(1) === 0x2c) return readRubyText(text); // a comma
  return RUST_FIRST.includes(text.charAt(0)) ? readRustText(text) : undefined;
}

/** Of a level, of the blanks before it, and of a colour. */
const RUST_FIRST = 'TDIWE \u001b';

function parseJson(text: string, source: LoginSource | undefined): Parsed {
  const line = readJsonObject(text);
  if (line === undefined) return OTHER;
  const platform = readPlatformJson(line);
  if (platform !== undefined) return platform;
  const login = readLoginJson(text, line, source);
  if (login !== undefined) return { kind: 'login', login, requestId: requestIdOf(line) };
  return readAppJson(line) ?? OTHER;
}
