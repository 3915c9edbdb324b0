/** Who is signed in on this computer; empty where this user has no name, as in some containers. */
import { userInfo } from 'node:os';

export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
