// A process of its own: the provider's modules import one another in circles that only real ES modules bear.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

import { Provider, type ClientMetadata, type Configuration } from 'oidc-provider';

import type { Account, ProviderOrder } from './openid-provider.js';

const publicUrl = process.argv[2] ?? '';
const [id, secret] = [process.argv[3] ?? '', process.argv[4] ?? ''];
let account: Account = { sub: 'nobody', email: 'nobody@nowhere.example' };

/** Its keys, made for the run alone. */
async function keys(): Promise<NonNullable<Configuration['jwks']>> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey({ ...algorithm, hash: 'SHA-256' }, true, ['sign', 'verify']);
  // Without `key_ops`, which would say that its public half signs.
  const { kty, n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { keys: [{ kty, n, e, d, p, q, dp, dq, qi, alg: 'RS256', use: 'sig', kid: 'essai' }] };
}

function make(issuer: string, jwks: NonNullable<Configuration['jwks']>, isSigned: boolean): Provider {
  const client = {
    client_id: id,
    client_secret: secret,
    redirect_uris: [`${publicUrl}/connexion/proconnect/retour`],
    post_logout_redirect_uris: [`${publicUrl}/`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'RS256',
    ...(isSigned ? { userinfo_signed_response_alg: 'RS256' } : {}),
  } as ClientMetadata;
  return new Provider(issuer, {
    jwks,
    clients: [client],
    claims: {
      openid: ['sub'],
      email: ['email'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      siret: ['siret'],
      idp_id: ['idp_id'],
    },
    acrValues: ['eidas1'],
    cookies: { keys: ['essai'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...account, sub }) }),
  });
}

/** Whoever comes signs in as the test says, and consents. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: account.sub, acr: 'eidas1' };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    return;
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? account.sub, clientId: id });
  grant.addOIDCScope(params['scope'] as string);
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

async function start(): Promise<void> {
  const jwks = await keys();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
    else void provider.callback()(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let provider = make(issuer, jwks, true);
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const order = JSON.parse(line) as ProviderOrder;
      if (order.account) account = order.account;
      if (order.isSigned !== undefined) provider = make(issuer, jwks, order.isSigned);
      process.stdout.write('done\n');
    })
    .on('close', () => process.exit(0));
  process.stdout.write(`${issuer}\n`);
}

void start();
