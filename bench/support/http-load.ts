import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Version in the ETag, if any. */
  readonly version: number | null;
}

/** What one connection asks, one request after the other. */
export interface Caller {
  /** The next request, as it goes over the wire. */
  next(): string;
  /** @throws Error when the answer is not the one wanted */
  answered(answer: Answer, text: string): void;
}

export interface Load {
  readonly perSecond: number;
  /** Each request's time in milliseconds. */
  readonly times: readonly number[];
}

const HEAD_END = '\r\n\r\n';

/** One keep-alive connection: a request as soon as the answer before it is complete, until `end`. */
function call(port: number, caller: Caller, end: number, times: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let got = '';
    let sent = 0;
    const send = (): void => {
      sent = performance.now();
      if (sent >= end) {
        socket.end();
        resolve();
        return;
      }
      socket.write(caller.next());
    };
    socket.setEncoding('latin1');
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection')));
    socket.on('data', (chunk) => {
      got += String(chunk);
      const head = got.indexOf(HEAD_END);
      if (head < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(got)?.[1] ?? 0);
      if (got.length < head + HEAD_END.length + length) return;
      times.push(performance.now() - sent);
      const version = /\r\netag: "v(\d+)"/i.exec(got)?.[1];
      try {
        caller.answered(
          { status: Number(got.slice(9, 12)), version: version === undefined ? null : Number(version) },
          got,
        );
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        socket.destroy();
        return;
      }
      got = '';
      send();
    });
  });
}

/** Asks over as many connections as there are callers, for so many seconds. */
export async function load(port: number, callers: readonly Caller[], seconds: number): Promise<Load> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(callers.map((caller) => call(port, caller, start + seconds * 1000, times)));
  return { perSecond: times.length / ((performance.now() - start) / 1000), times };
}
