/** A sample app's login: tries each account it is given and logs the outcome in OWASP's words. */
export async function handler(event) {
  for (const { account, address, isRight, exists } of event.tries) {
    const outcome = isRight ? 'authn_login_success' : 'authn_login_fail';
    // oxlint-disable-next-line no-console -- what functions log with
    console.log(
      JSON.stringify({
        datetime: new Date().toISOString(),
        appid: 'shop.login',
        event: `${outcome}:${account}`,
        level: isRight ? 'INFO' : 'WARN',
        description: isRight ? 'User logged in' : exists ? 'Wrong password' : 'No such user',
        useragent: 'python-requests/2.32',
        source_ip: address,
      }),
    );
  }
  return { tried: event.tries.length };
}
