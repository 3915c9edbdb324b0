/** Posts alerts to Slack, through an incoming webhook or a bot's token. No reason it gives holds a URL or a token. */
import type { Alert } from '../core/alert/alert';
import type { Channel, Delivery } from '../core/ports';
import { sdkErrorName } from './sdk-error';
import { SecretError } from './secrets';
import { readSlackAnswer, type SlackAnswer } from './slack/answer';
import { slackRequest } from './slack/request';

export interface SlackOutlet {
  /** The secret: JSON, `{"webhookUrl"}` or `{"botToken","channel"}`. */
  readonly readSecret: () => Promise<string>;
  /** The same, past every cache: asked once when Slack refuses what it says. */
  readonly refreshSecret: () => Promise<string>;
  readonly render: (alert: Alert) => object;
  /**
   * The one host to call, with its port where it has one.
   * @default Slack's own
   */
  readonly host?: string | undefined;
  /** @default 5,000 ms: Slack answers within one second, and other alerts wait */
  readonly answersWithinMs?: number;
  /** @default Node's own */
  readonly fetch?: typeof fetch;
}

export const SLACK_CHANNEL = 'slack';

const ANSWERS_WITHIN_MS = 5_000;

export function createSlackChannel(outlet: SlackOutlet): Channel {
  return {
    name: SLACK_CHANNEL,
    async send(alert): Promise<Delivery> {
      try {
        const message = outlet.render(alert);
        const secret = await outlet.readSecret();
        const first = await post(outlet, secret, message);
        if (first.kind !== 'refused') return first;
        const newer = await outlet.refreshSecret();
        const last = newer === secret ? first : await post(outlet, newer, message);
        return last.kind === 'refused' ? { kind: 'give-up', why: `${last.why}; look at the Slack secret` } : last;
      } catch (error) {
        if (error instanceof SecretError) return { kind: error.kind, why: error.message };
        throw error;
      }
    },
  };
}

async function post(outlet: SlackOutlet, secret: string, message: object): Promise<SlackAnswer> {
  const request = slackRequest(secret, message, outlet.host);
  // A secret that can't be used may have been mended since it was read.
  if (request.kind === 'unusable') return { kind: 'refused', why: request.why };
  try {
    const answer = await (outlet.fetch ?? fetch)(request.url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(outlet.answersWithinMs ?? ANSWERS_WITHIN_MS),
    });
    return readSlackAnswer(answer.status, answer.headers.get('retry-after'), await answer.text());
  } catch (error) {
    // The error's own words may quote the URL.
    const isSlow = sdkErrorName(error) === 'TimeoutError';
    return { kind: 'try-again', why: isSlow ? 'Slack did not answer in time' : 'Slack could not be reached' };
  }
}
