/** What a line of each login format looks like and tells: words for people, which no function needs to carry. */
import type { LoginFormat } from './login-event';

export interface FormatGuide {
  /** What its lines tell, and what they do not. */
  readonly summary: string;
  readonly example: string;
}

export const FORMAT_GUIDE: Readonly<Record<LoginFormat, FormatGuide>> = {
  owasp: {
    summary: "OWASP's logging vocabulary, in any case, in JSON or text: outcome, account, address, reason",
    example: '{"event":"authn_login_fail:bob","source_ip":"203.0.113.7"}',
  },
  ocsf: {
    summary: 'OCSF, class 3002 (Authentication), activity 1: outcome, account, address, reason',
    example:
      '{"class_uid":3002,"activity_id":1,"status_id":2,"user":{"name":"bob"},"src_endpoint":{"ip":"203.0.113.7"}}',
  },
  ecs: {
    summary: 'Elastic Common Schema, category authentication, nested or dotted: outcome, account, address, reason',
    example:
      '{"event":{"category":["authentication"],"outcome":"failure"},"user":{"name":"bob"},"source":{"ip":"203.0.113.7"}}',
  },
  powertools: {
    summary:
      'JSON whose `event`, `eventType`, `action`, `type`, `message` or `msg` says login_failed, LOGIN_FAILURE, "Login failed", login_success and the like',
    example: '{"level":"WARN","message":"Login failed","email":"bob@example.com","ip":"203.0.113.7"}',
  },
  'cognito-export': {
    summary: "Cognito's user-activity export (Plus plan): outcome, account, address, breached passwords",
    example:
      '{"message":{"eventType":"SignIn","eventResponse":"Fail","userName":"bob","ipAddress":"203.0.113.7"},"logLevel":"INFO"}',
  },
  'cognito-cloudtrail': {
    summary:
      'Cognito through CloudTrail, its hosted login page included: outcome, reason, address; of the account its `sub` at most',
    example:
      '{"eventSource":"cognito-idp.amazonaws.com","eventName":"InitiateAuth","errorCode":"NotAuthorizedException","sourceIPAddress":"203.0.113.7"}',
  },
  'cognito-trigger': {
    summary: "Cognito's trigger events as logged by functions: successes and unknown accounts; no address",
    example: '{"triggerSource":"PreAuthentication_Authentication","userName":"bob","request":{"userNotFound":true}}',
  },
  'api-gateway': {
    summary:
      'Access logs of REST and HTTP APIs (JSON, CLF) on the routes you name: outcome by status, address; no account',
    example: '{"httpMethod":"POST","resourcePath":"/login","status":"401","ip":"203.0.113.7"}',
  },
  'cloudtrail-console': {
    summary: "CloudTrail's ConsoleLogin: outcome, account, address",
    example:
      '{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},"sourceIPAddress":"203.0.113.7"}',
  },
  auth0: {
    summary: "Auth0's log stream (s, fp, fu, fcoa, pwd_leak, limit_*; never f): outcome, reason, account, address",
    example: '{"log_id":"1","data":{"type":"fp","user_name":"bob@example.com","ip":"203.0.113.7"}}',
  },
  okta: {
    summary: "Okta's System Log: outcome, reason, account, address",
    example:
      '{"eventType":"user.session.start","outcome":{"result":"FAILURE","reason":"INVALID_CREDENTIALS"},"actor":{"alternateId":"bob"},"client":{"ipAddress":"203.0.113.7"}}',
  },
  onelogin: {
    summary: "OneLogin's events 5 and 6: outcome, account, address",
    example: '{"event_type_id":6,"user_name":"bob","ipaddr":"203.0.113.7"}',
  },
  datadog: {
    summary: "Datadog's tags `appsec.events.users.login.*`: outcome, account and whether it exists, address",
    example:
      '{"meta":{"appsec.events.users.login.failure.track":"true","appsec.events.users.login.failure.usr.login":"bob","http.client_ip":"203.0.113.7"}}',
  },
  authjs: {
    summary: 'Auth.js 5 on standard error: failures, neither account nor address; successes leave no line',
    example: '[auth][error] CredentialsSignin: Read more at https://errors.authjs.dev#credentialssignin',
  },
  sshd: {
    summary: "OpenSSH's server log: outcome, account, address; `message repeated` counts as often as it says",
    example: 'sshd[42]: Failed password for invalid user bob from 203.0.113.7 port 40022 ssh2',
  },
  'field-map': {
    summary: 'Everything else: you say where outcome, account and address stand; `vigil suggest` proposes it',
    example: '{"action":"SIGN_IN","result":{"ok":false},"who":"bob","from":"203.0.113.7"}',
  },
};
