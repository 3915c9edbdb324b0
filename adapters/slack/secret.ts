/** Reads the Slack secret; only Slack's hosts, or the one that is set, are ever called. */
import { readJsonObject } from '../../core/log/json';
import { isSafeUrl, LOOPBACK } from '../safe-url';

export type SlackSecret =
  | { readonly kind: 'hook'; readonly url: string }
  | { readonly kind: 'bot'; readonly token: string; readonly channel: string; readonly api: string }
  | { readonly kind: 'unusable'; readonly why: string };

const WEBHOOK_HOSTS: readonly string[] = ['hooks.slack.com', 'hooks.slack-gov.com'];
const API_HOST = 'slack.com';

/** @param host the one host to call, with its port where it has one; plain HTTP only where it is this machine */
export function readSlackSecret(text: string, host: string | undefined): SlackSecret {
  const { webhookUrl, botToken, channel } = readFields(text);
  if (webhookUrl !== undefined) {
    const hosts = host === undefined ? WEBHOOK_HOSTS : [host];
    const url = URL.canParse(webhookUrl) ? new URL(webhookUrl) : undefined;
    if (url === undefined || !hosts.includes(url.host) || !isSafeUrl(url)) {
      return unusable(
        `webhookUrl in the Slack secret must begin with ${hosts.map((name) => `https://${name}/`).join(' or ')}`,
      );
    }
    return { kind: 'hook', url: url.href };
  }
  if (botToken === undefined || channel === undefined)
    return unusable('the Slack secret must be JSON with "webhookUrl", or with "botToken" and "channel"');
  if (!/^[!-~]+$/.test(botToken)) return unusable('botToken in the Slack secret must be a token such as xoxb-…');
  if (!/^[A-Z0-9]{5,32}$/.test(channel))
    return unusable("channel in the Slack secret must be a channel's id such as C0123456, not its name: ids can edit");
  const api =
    host === undefined ? `https://${API_HOST}/api` : `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}/api`;
  return { kind: 'bot', token: botToken, channel, api };
}

const unusable = (why: string): SlackSecret => ({ kind: 'unusable', why });

function readFields(secret: string): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(readJsonObject(secret.trim()) ?? {})) {
    if (typeof value === 'string' && value !== '') fields[name] = value;
  }
  return fields;
}
