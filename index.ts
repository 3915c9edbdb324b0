/** What others may import: `import { Vigil } from '@vigil-watch/vigil'`. */
export { Vigil } from './lib/vigil';
export { VigilStack } from './lib/vigil-stack';
export type { AlertProps, SlackProps } from './lib/alert-props';
export type { LoginProps, VigilProps, VigilStackProps } from './lib/vigil-props';
export type { RouteProps, SilenceProps } from './lib/route-props';
