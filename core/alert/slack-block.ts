/** The few blocks of Slack's Block Kit that our messages are made of. */
export interface SlackMessage {
  /** Shown in notifications, and read aloud; Slack reads it as mrkdwn. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: SlackPlainText }
  | { readonly type: 'section'; readonly text: SlackPlainText | SlackMrkdwn }
  | { readonly type: 'section'; readonly fields: readonly (SlackPlainText | SlackMrkdwn)[] }
  | { readonly type: 'context'; readonly elements: readonly (SlackPlainText | SlackMrkdwn)[] }
  | { readonly type: 'actions'; readonly elements: readonly SlackLinkButton[] };

export interface SlackPlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** False: `:fire:` in a function's name stays as it is. */
  readonly emoji: false;
}

export interface SlackMrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** True: Slack makes no links of its own. */
  readonly verbatim: true;
}

export interface SlackLinkButton {
  readonly type: 'button';
  readonly text: SlackPlainText;
  readonly url: string;
}
