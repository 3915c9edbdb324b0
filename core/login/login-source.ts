/** How one log group is to be read for logins: plain data, as settings hold it. */
import type { Pattern } from '../ports';
import type { FieldMap } from './field-map';
import type { LoginFormat } from './login-event';

export interface LoginSource {
  readonly format: LoginFormat;
  /** For `api-gateway`: the routes on which people log in, such as `POST /login`. @default none, so nothing is read */
  readonly routes?: readonly string[];
  /** How many proxies of one's own write X-Forwarded-For, counted from the right. @default a list is not read at all */
  readonly trustedHops?: number;
  /** For `field-map`. */
  readonly fieldMap?: FieldMap;
  /** The field map's pattern, compiled by `compileSource`; never part of the settings. */
  readonly pattern?: Pattern;
  /** True where the form was guessed from the lines themselves, as replay does; never part of the settings. */
  readonly isGuessed?: boolean;
}
