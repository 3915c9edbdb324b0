/** Tells in Slack, through an incoming webhook or as a bot. No reason it gives holds a URL or a token. */
import type { Thread } from '../core/alert/alert';
import type { Message } from '../core/alert/message';
import type { Channel, Delivery } from '../core/ports';
import { SecretError } from './secrets';
import { deliveryOf } from './slack/answer';
import { slackHookRequest } from './slack/hook';
import { postToSlack, type SlackLine } from './slack/post';
import { readSlackSecret, type SlackSecret } from './slack/secret';
import { tellInThread } from './slack/thread';

export interface SlackOutlet extends SlackLine {
  /** @default `slack`; another where a stack has several */
  readonly name?: string;
  /** The secret: JSON, `{"webhookUrl"}` or `{"botToken","channel"}`. */
  readonly readSecret: () => Promise<string>;
  /** The same, past every cache: asked once when Slack refuses what it says. */
  readonly refreshSecret: () => Promise<string>;
  readonly render: (message: Message) => object;
  /** What is new, for the thread of an incident whose first message is edited. */
  readonly renderReply: (message: Message) => object;
}

export const SLACK_CHANNEL = 'slack';

/** A delivery, or credentials that Slack refuses: a newer secret may cure that. */
export type SlackDelivery = Delivery | { readonly kind: 'refused'; readonly why: string };

export function createSlackChannel(outlet: SlackOutlet): Channel {
  return {
    name: outlet.name ?? SLACK_CHANNEL,
    async tell(message, thread): Promise<Delivery> {
      try {
        const secret = await outlet.readSecret();
        const first = await tellWith(outlet, secret, message, thread);
        if (first.kind !== 'refused') return first;
        const newer = await outlet.refreshSecret();
        const last = newer === secret ? first : await tellWith(outlet, newer, message, thread);
        return last.kind === 'refused' ? { kind: 'give-up', why: `${last.why}; look at the Slack secret` } : last;
      } catch (error) {
        if (error instanceof SecretError) return { kind: error.kind, why: error.message };
        throw error;
      }
    },
  };
}

async function tellWith(
  outlet: SlackOutlet,
  text: string,
  message: Message,
  thread: Thread | undefined,
): Promise<SlackDelivery> {
  const secret: SlackSecret = readSlackSecret(text, outlet.host);
  // A secret that can't be used may have been mended since it was read.
  if (secret.kind === 'unusable') return { kind: 'refused', why: secret.why };
  if (secret.kind === 'bot') return tellInThread(outlet, secret, message, thread);
  return deliveryOf(await postToSlack(outlet, slackHookRequest(secret, outlet.render(message))));
}
