import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assetContent } from '@rebond/ui';

export const ASSET_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Shorter forms of the same; none of what is compressed already. */
  readonly encodings: Readonly<Partial<Record<'br' | 'gzip', Buffer>>>;
}

const ready = new Map<string, Asset>();

function compressed(name: string): Asset | null {
  const body = assetContent(name);
  const type = ASSET_TYPES[extname(name)];
  if (body === null || type === undefined) return null;
  if (type.startsWith('font/')) return { type, body, encodings: {} };
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  return { type, body, encodings: { br, gzip: gzipSync(body) } };
}

/** An asset as it is sent, compressed once in the life of the process; null when there is none. */
export function assetNamed(name: string): Asset | null {
  const found = ready.get(name) ?? compressed(name);
  if (found !== null) ready.set(name, found);
  return found;
}
