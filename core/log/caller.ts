/** Reads whom an application's JSON line names: the words of OpenTelemetry, ECS, CloudTrail, API Gateway and of most loggers. */
import { isObject, type JsonObject } from './json';
import type { Caller } from './parsed';

/** Undefined where the line names nobody. Of several names for one thing the first of its list stands. */
export function readCaller(line: JsonObject): Caller | undefined {
  const found: Found = {};
  walk(line, ROOT, found);
  if (Object.keys(found).length === 0) return undefined;
  return {
    user: found.user?.word,
    account: found.account?.word,
    principal: found.principal?.word,
    tenant: found.tenant?.word,
    address: found.address?.word,
  };
}

type Role = keyof Caller;
type Found = { [role in Role]?: { readonly rank: number; readonly word: string } };

/** A path may be written nested or as one key with dots; case and underscores of a key do not count. */
const PATHS: Readonly<Record<Role, readonly string[]>> = {
  user: [
    'user.id',
    'enduser.id',
    'usr.id',
    'userId',
    'user.name',
    'user.email',
    'usr.name',
    'usr.email',
    'username',
    'user',
    'userEmail',
    'sub',
    'actor.user.uid',
    'actor.user.name',
    'actor.id',
    'userIdentity.userName',
    'client.user.id',
    'requestContext.authorizer.claims.sub',
    'requestContext.authorizer.jwt.claims.sub',
    'requestContext.identity.cognitoIdentityId',
    'requestContext.identity.user',
    'claims.sub',
    'cognitoIdentityId',
  ],
  account: [
    'account.id',
    'accountId',
    'cloud.account.id',
    'customer.id',
    'customerId',
    'account',
    'userIdentity.accountId',
    'requestContext.identity.accountId',
  ],
  principal: [
    'principalId',
    'principal.id',
    'principal',
    'clientId',
    'apiKeyId',
    'userIdentity.arn',
    'userIdentity.principalId',
    'requestContext.authorizer.principalId',
    'requestContext.identity.userArn',
    'requestContext.identity.caller',
    'requestContext.identity.apiKeyId',
    'authorizer.principalId',
  ],
  tenant: ['tenantId', 'tenant.id', 'tenant.name', 'tenant', 'organization.id', 'organizationId', 'orgId', 'org.id'],
  address: [
    'client.address',
    'client.ip',
    'source.ip',
    'source.address',
    'sourceIp',
    'sourceIpAddress',
    'clientIp',
    'ip',
    'ipAddress',
    'remoteAddress',
    'remoteAddr',
    'http.clientIp',
    'network.client.ip',
    'requestContext.identity.sourceIp',
    'requestContext.http.sourceIp',
    'srcEndpoint.ip',
  ],
};

interface Step {
  readonly next: Map<string, Step>;
  ends?: { readonly role: Role; readonly rank: number };
}

const ROOT: Step = { next: new Map() };

/** Keys of a line are of a few spellings, which are folded once; a line made to fill the memory fills it to here. */
const folded = new Map<string, string>();
const MOST_FOLDED = 2_000;
const MAX_KEY = 40;
const MOST_KEYS = 200;

const ROLES: readonly Role[] = ['user', 'account', 'principal', 'tenant', 'address'];

for (const role of ROLES) {
  for (const [rank, path] of PATHS[role].entries()) {
    addPath(path.split('.').map(fold), role, rank);
    if (path.includes('.')) addPath([fold(path)], role, rank);
  }
}

function addPath(keys: readonly string[], role: Role, rank: number): void {
  let step = ROOT;
  for (const key of keys) {
    const next = step.next.get(key) ?? { next: new Map<string, Step>() };
    step.next.set(key, next);
    step = next;
  }
  step.ends ??= { role, rank };
}

/** As deep as the longest path. */
function walk(line: JsonObject, step: Step, found: Found): void {
  let seen = 0;
  for (const key of Object.keys(line)) {
    if ((seen += 1) > MOST_KEYS) return;
    const at = key.length > MAX_KEY ? undefined : step.next.get(fold(key));
    if (at === undefined) continue;
    const value = line[key];
    if (isObject(value)) walk(value, at, found);
    else if (at.ends !== undefined) note(found, at.ends.role, at.ends.rank, wordOf(value));
  }
}

function note(found: Found, role: Role, rank: number, word: string | undefined): void {
  const known = found[role];
  if (word !== undefined && (known === undefined || rank < known.rank)) found[role] = { rank, word };
}

function fold(key: string): string {
  const known = folded.get(key);
  if (known !== undefined) return known;
  const plain = key.toLowerCase().replaceAll('_', '');
  if (folded.size < MOST_FOLDED) folded.set(key, plain);
  return plain;
}

const MAX_WORD = 128;

function wordOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= MAX_WORD ? value : undefined;
}
