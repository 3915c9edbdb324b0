/** Reads a login in OWASP's vocabulary as it stands in a delivery: most lines of most login sources are of this one form. */
import { ownRequestId, REQUEST_ID_KEYS } from '../log/app-json';
import type { RawMessage } from '../log/batch';
import { readFlatFields, wantedFields } from '../log/flat-fields';
import type { Login } from '../log/parsed';
import { eventOf } from './login-event';
import type { LoginSource } from './login-source';
import { OWASP_FIELDS, readOwaspJson } from './owasp';

/** Undefined for every other line and form, which the general readers read; of these it says the same. */
export function readUsualLogin(raw: RawMessage, source: LoginSource | undefined): Login | undefined {
  if (source !== undefined && source.format !== 'owasp') return undefined;
  const line = readFlatFields(raw, WANTED);
  // A type may make it an event of the platform's.
  if (line?.['event'] === undefined || line['type'] !== undefined) return undefined;
  const facts = readOwaspJson(line, source);
  if (facts === undefined) return undefined;
  return { kind: 'login', login: eventOf(facts, 'owasp', source !== undefined), requestId: ownRequestId(line) };
}

const WANTED = wantedFields([...OWASP_FIELDS, ...REQUEST_ID_KEYS, 'type']);
