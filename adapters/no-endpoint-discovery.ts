/**
 * Stands in the bundles for `@aws-sdk/middleware-endpoint-discovery`, which no command of DynamoDB's uses any more: a start would
 * make a cache of a thousand endpoints.
 */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): undefined => undefined,
  configFileSelector: (): undefined => undefined,
  default: undefined,
};
