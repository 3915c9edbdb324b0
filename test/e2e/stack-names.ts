/** Names that the deployed app and the test of it agree on. */
export const SAMPLE_STACK = 'shop';
export const VIGIL_STACK = 'vigil-e2e';
export const SLACK_SECRET = 'vigil-e2e/slack';
