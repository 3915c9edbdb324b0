/** Checks whom a stack's owner wants told, in general and by routes: one sentence a fault, which never repeats what may be a secret. */
import { faultsOfRoutes } from './route-settings';

/** An undefined entry is a name that only the deployment will know. */
export interface Ways {
  readonly emails: readonly (string | undefined)[];
  readonly slack?: Outlet | undefined;
  readonly webhook?: Outlet | undefined;
  readonly hasTopic: boolean;
}

/** What is called over HTTPS with what a secret holds. */
export interface Outlet {
  readonly secretName: string | undefined;
  readonly host: string | undefined;
}

export interface RouteWish extends Ways {
  readonly match: unknown;
}

export interface Telling extends Ways {
  readonly hasAmazonQ: boolean;
  /** For programs: it gets every alert, and tells nobody. */
  readonly hasOcsf: boolean;
  readonly routes: readonly RouteWish[];
  readonly takesFirst: boolean;
}

const EMAIL = /^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;]+$/;
const HOST = /^[A-Za-z0-9.-]+(:\d{1,5})?$/;
const SECRET_NAME = /^[\w/+=.@-]{1,512}$/;

export function faultsOfTelling(telling: Telling): string[] {
  const { routes, hasAmazonQ, hasOcsf, takesFirst } = telling;
  const hasDefault = tellsSomebody(telling) || hasAmazonQ;
  if (!hasDefault && !hasOcsf && routes.length === 0)
    return ['alerts names nobody to tell; give emails, a slack secret, a webhook or a topic'];
  const shapes = routes.map((route) => ({ match: route.match, tellsSomebody: tellsSomebody(route) }));
  return [
    ...faultsOfWays('alerts', telling),
    ...faultsOfRoutes(shapes, { hasDefault, takesFirst }),
    ...routes.flatMap((route, index) => faultsOfWays(`alerts.routes[${index}]`, route)),
  ];
}

const tellsSomebody = ({ emails, slack, webhook, hasTopic }: Ways): boolean =>
  emails.length > 0 || slack !== undefined || webhook !== undefined || hasTopic;

function faultsOfWays(place: string, { emails, slack, webhook }: Ways): string[] {
  const faults = emails.flatMap((email, index) => {
    if (email === undefined) return [];
    const at = `${place}.emails[${index}]`;
    if (!EMAIL.test(email)) return [`${at} must be an e-mail address such as you@example.com, got ${harmless(email)}`];
    const first = emails.indexOf(email);
    return first === index ? [] : [`${at} repeats ${place}.emails[${first}], "${email}"; take one of them out`];
  });
  const slackHolds = 'the webhook URL or bot token goes into that secret';
  const webhookHolds = 'the URL and the signing key go into that secret';
  return [
    ...faults,
    ...faultsOfOutlet(`${place}.slack`, slack, 'vigil/slack', 'hooks.slack.com', slackHolds),
    ...faultsOfOutlet(`${place}.webhook`, webhook, 'vigil/webhook', 'alerts.example.com', webhookHolds),
  ];
}

/** What was given is not repeated here: people paste the webhook or the token itself, and errors end up in build logs. */
function faultsOfOutlet(
  place: string,
  outlet: Outlet | undefined,
  secret: string,
  host: string,
  holds: string,
): string[] {
  const faults: string[] = [];
  const { secretName } = outlet ?? {};
  if (secretName !== undefined && (!SECRET_NAME.test(secretName) || /^xox|^whsec_|^arn:/.test(secretName))) {
    faults.push(
      `${place}.secretName must be the name of a secret in Secrets Manager such as ${secret}, got something else; ` +
        `${holds}, its ARN is not needed`,
    );
  }
  if (outlet?.host !== undefined && !HOST.test(outlet.host))
    faults.push(`${place}.host must be a host such as ${host}, got something else; leave out the scheme and the path`);
  return faults;
}

/** An address with a slip in it is shown; what may be a webhook or a token is not. */
const harmless = (text: string): string =>
  text.length <= 80 && /^[\w.+@ -]*$/.test(text) && !text.startsWith('xox') ? `"${text}"` : 'something else';
