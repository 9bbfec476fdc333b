import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';

/** Path of the page on which people sign in, followed by the id of the interaction. */
export const SIGN_IN_PATH = '/interaction/';

/** Shows the form on which people say who they are or refuse, and hands what they said to the provider. */
export async function answerSignIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return sendPage(response, SIGN_IN_FORM);
  const form = new URLSearchParams(await text(request));
  const isRefused = form.get('answer') === 'refuse';
  await provider.interactionFinished(
    request,
    response,
    isRefused
      ? { error: 'access_denied', error_description: 'the person refused' }
      : { login: { accountId: form.get('account') } },
  );
}

const SIGN_IN_FORM = `<h1>Identity provider</h1>
<form method="post">
<label>Account <input name="account"></label>
<button name="answer" value="agree">Agree</button>
<button name="answer" value="refuse">Refuse</button>
</form>`;

function sendPage(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(body));
}

/** A page of the provider. */
export function pageOf(body: string): string {
  // an icon without a request, which would not be found
  const head = '<title>Identity provider</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
}

/** The question whether to sign out, around the provider's hidden form. */
export function signOutPage(form: string): string {
  return pageOf(`<h1>Sign out?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`);
}
