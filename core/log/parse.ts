/** Says what one log message is: looks at its first character, then asks the one reader whose lines begin like that. */
import { findOwaspToken, hasOwaspToken, readOwaspJson, readOwaspText } from '../login/owasp';
import { readAppJson, requestIdOf } from './app-json';
import { readNodeText, readPythonText, type AppText } from './app-text';
import { readExtensionText } from './extension-text';
import { readFailure, readTimeout } from './failure';
import { readInitText } from './init-text';
import { readJsonObject } from './json';
import type { Other, Parsed } from './parsed';
import { readPlatformJson } from './platform-json';
import { readReport } from './report';
import { readRestoreText } from './restore-text';
import { readStartEnd } from './start-end';

/** Text longer than this, in UTF-16 units, is not looked into. */
export const MAX_TEXT_LENGTH = 64 * 1024;
/** JSON longer than this, in UTF-16 units, is not parsed. */
export const MAX_JSON_LENGTH = 256 * 1024;

/** Takes time in proportion to the length, and never throws, whatever the message. */
export function parseMessage(message: string): Parsed {
  const isJson = message.charCodeAt(0) === 0x7b;
  if (message.length > (isJson ? MAX_JSON_LENGTH : MAX_TEXT_LENGTH)) return TRUNCATED;
  if (isJson) return parseJson(message);
  return readPlatformText(message) ?? parseAppText(message);
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

function parseAppText(text: string): Parsed {
  const framed = readFramed(text);
  const tokenAt = findOwaspToken(text, framed?.messageAt ?? 0);
  if (tokenAt !== -1) {
    const login = readOwaspText(text.slice(tokenAt));
    if (login !== undefined) return { kind: 'login', login, requestId: framed?.app.requestId };
  }
  if (framed === undefined) return OTHER;
  if (text.charCodeAt(framed.messageAt) === 0x7b && hasOwaspToken(text)) {
    const line = readJsonObject(text.slice(framed.messageAt));
    const login = line && readOwaspJson(line);
    if (login !== undefined) return { kind: 'login', login, requestId: framed.app.requestId };
  }
  return framed.app;
}

function readFramed(text: string): AppText | undefined {
  const first = text.charCodeAt(0);
  if (first === 0x5b) return readPythonText(text);
  return first >= 0x30 && first <= 0x39 ? readNodeText(text) : undefined;
}

function parseJson(text: string): Parsed {
  const line = readJsonObject(text);
  if (line === undefined) return OTHER;
  const platform = readPlatformJson(line);
  if (platform !== undefined) return platform;
  const login = hasOwaspToken(text) ? readOwaspJson(line) : undefined;
  if (login !== undefined) return { kind: 'login', login, requestId: requestIdOf(line) };
  return readAppJson(line) ?? OTHER;
}
