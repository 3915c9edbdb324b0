/** Makes the HTTP request for a Slack message out of the secret; only Slack's hosts, or the one that is set, are ever called. */
import { readJsonObject } from '../../core/log/json';

export type SlackRequest =
  | { readonly kind: 'request'; readonly url: string; readonly headers: Record<string, string>; readonly body: string }
  | { readonly kind: 'unusable'; readonly why: string };

const WEBHOOK_HOSTS: readonly string[] = ['hooks.slack.com', 'hooks.slack-gov.com'];
const API_HOST = 'slack.com';
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** @param host the one host to call, with its port where it has one; plain HTTP only where it is this machine */
export function slackRequest(secret: string, message: object, host: string | undefined): SlackRequest {
  const { webhookUrl, botToken, channel } = readFields(secret);
  const content = { ...message, unfurl_links: false, unfurl_media: false };
  if (webhookUrl !== undefined) {
    const hosts = host === undefined ? WEBHOOK_HOSTS : [host];
    const url = URL.canParse(webhookUrl) ? new URL(webhookUrl) : undefined;
    if (url === undefined || !hosts.includes(url.host) || url.username !== '' || !isSafe(url)) {
      return unusable(
        `webhookUrl in the Slack secret must begin with ${hosts.map((name) => `https://${name}/`).join(' or ')}`,
      );
    }
    return { kind: 'request', url: url.href, headers: HEADERS, body: JSON.stringify(content) };
  }
  if (botToken !== undefined && channel !== undefined) {
    if (!/^[!-~]+$/.test(botToken)) return unusable('botToken in the Slack secret must be a token such as xoxb-…');
    const base = host === undefined ? `https://${API_HOST}` : `${LOOPBACK.test(host) ? 'http' : 'https'}://${host}`;
    return {
      kind: 'request',
      url: `${base}/api/chat.postMessage`,
      headers: { ...HEADERS, authorization: `Bearer ${botToken}` },
      body: JSON.stringify({ channel, ...content }),
    };
  }
  return unusable('the Slack secret must be JSON with "webhookUrl", or with "botToken" and "channel"');
}

const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.host));

const unusable = (why: string): SlackRequest => ({ kind: 'unusable', why });

function readFields(secret: string): Record<string, string | undefined> {
  const fields: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(readJsonObject(secret.trim()) ?? {})) {
    if (typeof value === 'string' && value !== '') fields[name] = value;
  }
  return fields;
}
