/** Names that the deployed app and the test of it agree on. */
export const SAMPLE_STACK = 'shop';
export const VIGIL_STACK = 'vigil-e2e';
export const TEAM_SECRET = 'e2e/slack-team';
export const SLACK_SECRET = 'vigil-e2e/slack';
