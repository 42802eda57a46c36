import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AbsentError, RefusedError, say } from '@rebond/kernel';
import { CONFIG, LOGGER, SYSTEM, Transactions, type Config } from '@rebond/platform';
import { Enter, type Browser, type Entered } from '../sign-in/enter.js';
import { reconcile, type Claims } from './reconcile.js';

/** What ProConnect gives of a person: names, address, establishment, and the provider that vouches. */
const SCOPE = 'openid given_name usual_name email siret idp_id';
export const OPENID_RETURN = '/connexion/proconnect/retour';

const journey = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() });
type Journey = z.output<typeof journey>;

const userInfo = z.object({
  sub: z.string().min(1),
  email: z.email(),
  siret: z.string().nullish(),
  idp_id: z.string().min(1).nullish(),
});

const refused = (): RefusedError =>
  new RefusedError('openid-refused', say`La connexion n’a pas abouti auprès du fournisseur d’identité. Recommencez.`);

/** Signing in by the State's identity federation (OpenID Connect, authorization code with PKCE). */
@Injectable()
export class OpenId {
  private found: Promise<Configuration> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly enter: Enter,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @returns the provider's address, and what the browser keeps until it comes back
   * @throws AbsentError when no provider is configured
   */
  async begin(returnTo: string): Promise<{ readonly to: URL; readonly kept: string }> {
    const provider = await this.provider();
    const one: Journey = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      returnTo,
    };
    const to = buildAuthorizationUrl(provider, {
      redirect_uri: this.address(OPENID_RETURN),
      scope: SCOPE,
      state: one.state,
      nonce: one.nonce,
      code_challenge: await calculatePKCECodeChallenge(one.verifier),
      code_challenge_method: 'S256',
      ...(this.config.OIDC_ACR === undefined ? {} : { acr_values: this.config.OIDC_ACR }),
    });
    return { to, kept: Buffer.from(JSON.stringify(one)).toString('base64url') };
  }

  /**
   * @param path address that the browser came back to, with what the provider put into it
   * @throws RefusedError `openid-refused`, `no-seat`
   */
  async finish(
    path: string,
    kept: string | null,
    browser: Browser,
    at: Temporal.Instant,
  ): Promise<Entered & { readonly returnTo: string }> {
    const one = journeyOf(kept);
    const { claims, idToken, acr } = await this.claims(new URL(this.address(path)), one);
    if (!this.isEnough(acr)) throw refused();
    return this.transactions.run(
      SYSTEM,
      async (tx) => {
        const { personId, seatId } = await reconcile(tx, claims);
        const entered = await this.enter.enter(tx, personId, 'openid', browser, {
          idToken,
          ...(seatId === null ? {} : { seatId }),
        });
        return { ...entered, isFirst: false, returnTo: one.returnTo };
      },
      { at },
    );
  }

  /** Where the browser signs out of the provider too (RP-initiated logout), or null when it has no such page. */
  async signOutAddress(idToken: string): Promise<URL | null> {
    const provider = await this.provider().catch(() => null);
    if (provider?.serverMetadata().end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(provider, {
      post_logout_redirect_uri: this.address('/'),
      id_token_hint: idToken,
      state: randomState(),
    });
  }

  private async claims(url: URL, one: Journey): Promise<{ claims: Claims; idToken: string; acr: string | undefined }> {
    const provider = await this.provider();
    try {
      const tokens = await authorizationCodeGrant(provider, url, {
        pkceCodeVerifier: one.verifier,
        expectedState: one.state,
        expectedNonce: one.nonce,
        idTokenExpected: true,
      });
      const token = tokens.claims();
      if (!token || tokens.id_token === undefined) throw refused();
      const info = userInfo.parse(await fetchUserInfo(provider, tokens.access_token, token.sub));
      const claims = {
        idp: info.idp_id ?? provider.serverMetadata().issuer,
        sub: info.sub,
        email: info.email,
        siret: info.siret ?? null,
      };
      return { claims, idToken: tokens.id_token, acr: typeof token.acr === 'string' ? token.acr : undefined };
    } catch (error) {
      // What was wrong with the answer is the provider's affair, or an attacker's: people start again.
      const { code, message } = error as { code?: unknown; message?: unknown };
      this.logger.warn({ code, reason: message }, 'sign-in by the identity provider refused');
      throw refused();
    }
  }

  private isEnough(acr: string | undefined): boolean {
    const wanted = this.config.OIDC_ACR?.split(' ') ?? [];
    return wanted.length === 0 || (acr !== undefined && wanted.includes(acr));
  }

  private address(path: string): string {
    return new URL(path, this.config.PUBLIC_URL).href;
  }

  /** Discovered once; a provider that could not be reached is asked again the next time. */
  private provider(): Promise<Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }

  private async discover(): Promise<Configuration> {
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, OIDC_ALG: alg } = this.config;
    if (issuer === undefined || id === undefined || secret === undefined) throw new AbsentError();
    const url = new URL(issuer);
    const isPlain = url.protocol === 'http:' && this.config.NODE_ENV !== 'production';
    return discovery(
      url,
      id,
      { userinfo_signed_response_alg: alg, id_token_signed_response_alg: alg },
      ClientSecretPost(secret),
      // Signatures are checked although the answers come over an authenticated connection: they are kept as evidence.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out: refused in production
      { execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])] },
    );
  }
}

function journeyOf(kept: string | null): Journey {
  try {
    return journey.parse(JSON.parse(Buffer.from(kept ?? '', 'base64url').toString()));
  } catch {
    throw refused();
  }
}
