/** Reads a login in OWASP's vocabulary as it stands in a delivery: most lines of most login sources are of this one form. */
import { ownRequestId, REQUEST_ID_KEYS } from '../log/app-json';
import type { RawMessage } from '../log/batch';
import { FlatFields } from '../log/flat-fields';
import type { Login } from '../log/parsed';
import { eventOf } from './login-event';
import type { LoginSource } from './login-source';
import { OWASP_FIELDS, readOwaspEvent } from './owasp';

/** Undefined for every other line and form, which the general readers read; of these it says the same. */
export function readUsualLogin(raw: RawMessage, source: LoginSource | undefined): Login | undefined {
  if (source !== undefined && source.format !== 'owasp') return undefined;
  // A type may make it an event of the platform's.
  if (!line.read(raw) || line.hasAny(TYPE)) return undefined;
  const event = values('event');
  const facts = event === undefined ? undefined : readOwaspEvent(event, values, source);
  if (facts === undefined) return undefined;
  const requestId = line.hasAny(REQUEST_ID) ? ownRequestId(values) : undefined;
  return { kind: 'login', login: eventOf(facts, 'owasp', source !== undefined), requestId };
}

const line = new FlatFields([...OWASP_FIELDS, ...REQUEST_ID_KEYS, 'type']);
const values = (name: string): string | undefined => line.text(name);
const TYPE = line.bitsOf(['type']);
const REQUEST_ID = line.bitsOf(REQUEST_ID_KEYS);
