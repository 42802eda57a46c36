import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { assetPath } from '@rebond/ui';

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

const read = new Map<string, Asset>();

function readAsset(name: string): Asset | null {
  const path = assetPath(name);
  const type = ASSET_TYPES[extname(name)];
  if (path === null || type === undefined) return null;
  const body = readFileSync(path);
  if (type.startsWith('font/')) return { type, body, encodings: {} };
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  return { type, body, encodings: { br, gzip: gzipSync(body) } };
}

/** An asset as it is sent, read and compressed once in the life of the process; null when there is none. */
export function assetNamed(name: string): Asset | null {
  const found = read.get(name) ?? readAsset(name);
  if (found !== null) read.set(name, found);
  return found;
}
