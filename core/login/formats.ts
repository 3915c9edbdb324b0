/** Every login format: how it is read, whether anywhere or only where settings name it, and what a line of it looks like. */
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
  /** What its lines tell, and what they do not. */
  readonly summary: string;
  readonly example: string;
  readonly readJson?: (line: JsonObject, source: LoginSource | undefined) => LoginFacts | undefined;
  /** Of the message, without the frame that a Lambda runtime puts around it. */
  readonly readText?: (text: string, source: LoginSource | undefined) => LoginFacts | undefined;
}

/** Those read anywhere are tried in this order. */
export const FORMATS: readonly FormatReader[] = [
  {
    format: 'owasp',
    anywhere: true,
    summary: "OWASP's logging vocabulary, in any case, in JSON or text: outcome, account, address, reason",
    example: '{"event":"authn_login_fail:bob","source_ip":"203.0.113.7"}',
    readJson: readOwaspJson,
    readText: (text) => {
      const at = findOwaspToken(text, 0);
      return at === -1 ? undefined : readOwaspText(text.slice(at));
    },
  },
  {
    format: 'ocsf',
    anywhere: true,
    summary: 'OCSF, class 3002 (Authentication), activity 1: outcome, account, address, reason',
    example:
      '{"class_uid":3002,"activity_id":1,"status_id":2,"user":{"name":"bob"},"src_endpoint":{"ip":"203.0.113.7"}}',
    readJson: readOcsf,
  },
  {
    format: 'ecs',
    anywhere: true,
    summary: 'Elastic Common Schema, category authentication, nested or dotted: outcome, account, address, reason',
    example:
      '{"event":{"category":["authentication"],"outcome":"failure"},"user":{"name":"bob"},"source":{"ip":"203.0.113.7"}}',
    readJson: readEcs,
  },
  {
    format: 'powertools',
    anywhere: true,
    summary:
      'JSON whose `event`, `eventType`, `action`, `type`, `message` or `msg` says login_failed, LOGIN_FAILURE, "Login failed", login_success and the like',
    example: '{"level":"WARN","message":"Login failed","email":"bob@example.com","ip":"203.0.113.7"}',
    readJson: readPowertools,
  },
  {
    format: 'cognito-export',
    anywhere: false,
    summary: "Cognito's user-activity export (Plus plan): outcome, account, address, breached passwords",
    example:
      '{"message":{"eventType":"SignIn","eventResponse":"Fail","userName":"bob","ipAddress":"203.0.113.7"},"logLevel":"INFO"}',
    readJson: readCognitoExport,
  },
  {
    format: 'cognito-cloudtrail',
    anywhere: false,
    summary:
      'Cognito through CloudTrail, its hosted login page included: outcome, reason, address; of the account its `sub` at most',
    example:
      '{"eventSource":"cognito-idp.amazonaws.com","eventName":"InitiateAuth","errorCode":"NotAuthorizedException","sourceIPAddress":"203.0.113.7"}',
    readJson: readCognitoCloudTrail,
  },
  {
    format: 'cognito-trigger',
    anywhere: false,
    summary: "Cognito's trigger events as logged by functions: successes and unknown accounts; no address",
    example: '{"triggerSource":"PreAuthentication_Authentication","userName":"bob","request":{"userNotFound":true}}',
    readJson: readCognitoTrigger,
  },
  {
    format: 'api-gateway',
    anywhere: false,
    summary:
      'Access logs of REST and HTTP APIs (JSON, CLF) on the routes you name: outcome by status, address; no account',
    example: '{"httpMethod":"POST","resourcePath":"/login","status":"401","ip":"203.0.113.7"}',
    readJson: readApiGateway,
    readText: readApiGatewayText,
  },
  {
    format: 'cloudtrail-console',
    anywhere: false,
    summary: "CloudTrail's ConsoleLogin: outcome, account, address",
    example:
      '{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},"sourceIPAddress":"203.0.113.7"}',
    readJson: readCloudTrailConsole,
  },
  {
    format: 'auth0',
    anywhere: false,
    summary: "Auth0's log stream (s, fp, fu, fcoa, pwd_leak, limit_*; never f): outcome, reason, account, address",
    example: '{"log_id":"1","data":{"type":"fp","user_name":"bob@example.com","ip":"203.0.113.7"}}',
    readJson: readAuth0,
  },
  {
    format: 'okta',
    anywhere: false,
    summary: "Okta's System Log: outcome, reason, account, address",
    example:
      '{"eventType":"user.session.start","outcome":{"result":"FAILURE","reason":"INVALID_CREDENTIALS"},"actor":{"alternateId":"bob"},"client":{"ipAddress":"203.0.113.7"}}',
    readJson: readOkta,
  },
  {
    format: 'onelogin',
    anywhere: false,
    summary: "OneLogin's events 5 and 6: outcome, account, address",
    example: '{"event_type_id":6,"user_name":"bob","ipaddr":"203.0.113.7"}',
    readJson: readOneLogin,
  },
  {
    format: 'datadog',
    anywhere: false,
    summary: "Datadog's tags `appsec.events.users.login.*`: outcome, account and whether it exists, address",
    example:
      '{"meta":{"appsec.events.users.login.failure.track":"true","appsec.events.users.login.failure.usr.login":"bob","http.client_ip":"203.0.113.7"}}',
    readJson: readDatadog,
  },
  {
    format: 'authjs',
    anywhere: false,
    summary: 'Auth.js 5 on standard error: failures, neither account nor address; successes leave no line',
    example: '[auth][error] CredentialsSignin: Read more at https://errors.authjs.dev#credentialssignin',
    readText: readAuthJs,
  },
  {
    format: 'sshd',
    anywhere: false,
    summary: "OpenSSH's server log: outcome, account, address; `message repeated` counts as often as it says",
    example: 'sshd[42]: Failed password for invalid user bob from 203.0.113.7 port 40022 ssh2',
    readText: readSshd,
  },
  {
    format: 'field-map',
    anywhere: false,
    summary: 'Everything else: you say where outcome, account and address stand; `vigil suggest` proposes it',
    example: '{"action":"SIGN_IN","result":{"ok":false},"who":"bob","from":"203.0.113.7"}',
    readJson: readMapped,
    readText: readMappedText,
  },
];
