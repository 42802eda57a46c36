import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface TimedAnswer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly receivedAt?: string };
  readonly requestId: string;
  /** Just before the last piece of the body was written: the complete body was sent then or later. */
  readonly sentAt: number;
  /** When the whole answer had been read. */
  readonly answeredAt: number;
}

/** A POST over a socket of its own, its body in `pieces` with `gapMs` before each; milliseconds of the machine's clock. */
export async function slowPost(
  url: URL,
  headers: Readonly<Record<string, string>>,
  pieces: readonly string[],
  gapMs: number,
): Promise<TimedAnswer> {
  const socket = connect(Number(url.port), url.hostname);
  const chunks: Buffer[] = [];
  const ended = new Promise<number>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('end', () => resolve(Date.now()));
    socket.once('error', reject);
  });
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const lines = Object.entries({
    ...headers,
    host: url.host,
    connection: 'close',
    'content-type': 'application/json',
    'content-length': String(length),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.setNoDelay(true);
  socket.write(`POST ${url.pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);
  let sentAt = Date.now();
  for (const piece of pieces) {
    if (gapMs > 0) await pause(gapMs);
    sentAt = Date.now();
    socket.write(piece);
  }
  const answeredAt = await ended;
  socket.destroy();
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
    body: JSON.parse(body) as TimedAnswer['body'],
    requestId: /^x-request-id: (.+)$/im.exec(head)?.[1] ?? '',
    sentAt,
    answeredAt,
  };
}
