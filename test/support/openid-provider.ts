import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly siret?: string;
  readonly idp_id?: string;
}

export interface ProviderOrder {
  /** Who signs in next. */
  readonly account?: Account;
  /** Whether what it says of people is a signed JWT, as ProConnect's is. */
  readonly isSigned?: boolean;
}

export interface TestProvider {
  readonly issuer: string;
  set(order: ProviderOrder): Promise<void>;
  /** Follows the browser's way through the provider, from its address to the one that it leads back to. */
  visit(address: string): Promise<URL>;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'rebond-essai', secret: 'secret-essai-0123456789-0123456789' };

async function visit(issuer: string, address: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(address);
  for (let i = 0; i < 10 && url.origin === issuer; i += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const seen = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of seen.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = seen.headers.get('location');
    if (next === null) throw new Error(`${url.href}: ${String(seen.status)} ${await seen.text()}`);
    url = new URL(next, url);
  }
  return url;
}

/** A real OpenID provider on loopback, which answers as ProConnect does: PKCE required, user information signed. */
export async function startOpenIdProvider(publicUrl: string): Promise<TestProvider> {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'openid-provider-process.ts'), publicUrl, CLIENT.id, CLIENT.secret],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error('The provider has ended');
    return line.value;
  };
  const issuer = await next();
  return {
    issuer,
    set: async (order) => {
      child.stdin.write(`${JSON.stringify(order)}\n`);
      await next();
    },
    visit: (address) => visit(issuer, address),
    stop: async () => {
      const ended = once(child, 'close');
      child.stdin.end();
      await ended;
    },
  };
}
