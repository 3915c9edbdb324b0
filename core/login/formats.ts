/** Every login format: how it is read, and whether anywhere or only where settings name it. */
import type { JsonObject } from '../log/json';
import { readApiGateway, readApiGatewayText } from './api-gateway';
import { readAuth0 } from './auth0';
import { readAuthJs } from './authjs';
import { readCloudTrailConsole } from './cloudtrail-console';
import { readCognitoCloudTrail } from './cognito-cloudtrail';
import { readCognitoExport } from './cognito-export';
import { readCognitoTrigger } from './cognito-trigger';
import { readDatadog } from './datadog';
import { readEcs } from './ecs';
import { readMapped, readMappedText } from './field-map';
import type { LoginFacts, LoginFormat } from './login-event';
import type { LoginSource } from './login-source';
import { readOcsf } from './ocsf';
import { readOkta } from './okta';
import { readOneLogin } from './onelogin';
import { findOwaspToken, readOwaspJson, readOwaspText } from './owasp';
import { readPowertools } from './powertools';
import { readSshd } from './sshd';

export interface FormatReader {
  readonly format: LoginFormat;
  /** Read in every log group, without settings. */
  readonly anywhere: boolean;
  readonly readJson?: (line: JsonObject, source: LoginSource | undefined) => LoginFacts | undefined;
  /** Of the message, without the frame that a Lambda runtime puts around it. */
  readonly readText?: (text: string, source: LoginSource | undefined) => LoginFacts | undefined;
}

/** Those read anywhere are tried in this order. */
export const FORMATS: readonly FormatReader[] = [
  {
    format: 'owasp',
    anywhere: true,
    readJson: readOwaspJson,
    readText: (text) => {
      const at = findOwaspToken(text, 0);
      return at === -1 ? undefined : readOwaspText(text.slice(at));
    },
  },
  {
    format: 'ocsf',
    anywhere: true,
    readJson: readOcsf,
  },
  {
    format: 'ecs',
    anywhere: true,
    readJson: readEcs,
  },
  {
    format: 'powertools',
    anywhere: true,
    readJson: readPowertools,
  },
  {
    format: 'cognito-export',
    anywhere: false,
    readJson: readCognitoExport,
  },
  {
    format: 'cognito-cloudtrail',
    anywhere: false,
    readJson: readCognitoCloudTrail,
  },
  {
    format: 'cognito-trigger',
    anywhere: false,
    readJson: readCognitoTrigger,
  },
  {
    format: 'api-gateway',
    anywhere: false,
    readJson: readApiGateway,
    readText: readApiGatewayText,
  },
  {
    format: 'cloudtrail-console',
    anywhere: false,
    readJson: readCloudTrailConsole,
  },
  {
    format: 'auth0',
    anywhere: false,
    readJson: readAuth0,
  },
  {
    format: 'okta',
    anywhere: false,
    readJson: readOkta,
  },
  {
    format: 'onelogin',
    anywhere: false,
    readJson: readOneLogin,
  },
  {
    format: 'datadog',
    anywhere: false,
    readJson: readDatadog,
  },
  {
    format: 'authjs',
    anywhere: false,
    readText: readAuthJs,
  },
  {
    format: 'sshd',
    anywhere: false,
    readText: readSshd,
  },
  {
    format: 'field-map',
    anywhere: false,
    readJson: readMapped,
    readText: readMappedText,
  },
];
