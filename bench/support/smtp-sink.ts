import { createServer, type Socket } from 'node:net';

/**
 * An SMTP server that accepts every mail and keeps none, in a process of its own: it costs the machine as little as it
 * can. Tells its parent its port, then each second how many mails it has.
 */
let mails = 0;

function talk(socket: Socket): void {
  let rest = '';
  let inData = false;
  socket.setEncoding('latin1');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (chunk) => {
    rest += String(chunk);
    let answer = '';
    for (;;) {
      const end = rest.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) break;
      const line = rest.slice(0, end);
      rest = rest.slice(end + (inData ? 5 : 2));
      if (inData) {
        mails += 1;
        inData = false;
        answer += '250 2.0.0 accepted\r\n';
      } else answer += reply(line.slice(0, 4).toUpperCase());
      if (answer.startsWith('354')) inData = true;
    }
    if (answer !== '') socket.write(answer);
  });
}

function reply(verb: string): string {
  switch (verb) {
    case 'EHLO':
      return '250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 ENHANCEDSTATUSCODES\r\n';
    case 'DATA':
      return '354 go on\r\n';
    case 'QUIT':
      return '221 2.0.0 bye\r\n';
    default:
      return '250 2.0.0 ok\r\n';
  }
}

const server = createServer(talk);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('message', () => process.send?.({ mails }));
process.on('disconnect', () => process.exit(0));
