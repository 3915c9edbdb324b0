/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`: what Lambda puts into a function's environment is all the
 * credentials there are, and a start-up need not load the ways to others (profiles, single sign-on, other roles).
 */
import { keysOfEnvironment, type SigningKeys } from './signed-request';

export const defaultProvider = () => async (): Promise<SigningKeys> => {
  const keys = keysOfEnvironment();
  if (keys.accessKeyId === '' || keys.secretAccessKey === '') {
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the environment, where Lambda puts them');
  }
  return keys;
};
