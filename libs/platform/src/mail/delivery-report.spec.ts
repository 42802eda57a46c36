import { exchangeReport, postfixReport } from '../../../../test/support/delivery-reports.js';
import { readDeliveryReport } from './delivery-report.js';
import { causeOfFailure, failureIn } from './delivery-status.js';
import { mailReturnedTo, returnAddress } from './return-address.js';

const MAIL = '0185d0b4-1111-7abc-8def-0123456789ab';
const messageId = '<receipt.0123abcd@rebond.example>';
const returned = {
  to: returnAddress(MAIL, 'reponses.rebond.example'),
  recipient: 'camille@agglo.test.example',
  messageId,
};
const read = (raw: string) => readDeliveryReport(Buffer.from(raw));

describe('a report of delivery', () => {
  it('of Postfix names the mail, the code and what the server said', async () => {
    expect(await read(postfixReport(returned))).toEqual({
      mailId: MAIL,
      messageIds: [messageId],
      failure: {
        status: '5.1.1',
        diagnostic:
          '550 5.1.1 <camille@agglo.test.example>: Recipient address rejected: User unknown in virtual mailbox table',
      },
    });
  });

  it('of Exchange is read alike, its mail whole and its fields in another case', async () => {
    const report = await read(exchangeReport({ ...returned, to: 'ne-pas-repondre@rebond.example' }));
    expect(report).toEqual({
      mailId: null,
      messageIds: [messageId],
      failure: {
        status: '5.1.10',
        diagnostic: expect.stringMatching(/^550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound/),
      },
    });
  });

  it.each(['delayed', 'delivered', 'relayed', 'expanded'])('that says « %s » tells of no failure', async (action) => {
    expect(await read(postfixReport(returned, { action, status: '4.4.1' }))).toMatchObject({ failure: null });
  });

  it('is one of failure when a server has given up after delays', async () => {
    const { failure } = (await read(postfixReport(returned, { status: '4.4.1' }))) ?? {};
    expect(failure?.status).toBe('4.4.1');
  });

  it('that lacks its part for machines, or is an ordinary mail, is none', async () => {
    const broken = postfixReport(returned).replace(
      'Content-Type: message/delivery-status',
      'Content-Type: text/x-notes',
    );
    expect(await read(broken)).toBeNull();
    expect(
      await read('From: a@b.example\r\nContent-Type: text/plain\r\n\r\nContent-Type: multipart/report\r\n'),
    ).toBeNull();
    expect(await read('')).toBeNull();
  });
});

describe('a status', () => {
  it.each([
    ['Action: failed', '5.0.0', ''],
    ['Action: FAILED (gave up)\nStatus: 5.2.2 (mailbox full)\nDiagnostic-Code: X-Unix; 75', '5.2.2', '75'],
    ['Action: failed\nStatus: 550\nDiagnostic-Code: nobody here', '5.0.0', 'nobody here'],
    ['Reporting-MTA: dns; x\n \nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550\n\tno', '5.7.1', '550 no'],
  ])('is read from %j', (content, status, diagnostic) => {
    expect(failureIn(content)).toEqual({ status, diagnostic });
  });

  it('is the first that failed among several recipients', () => {
    const content = 'Reporting-MTA: dns; x\n\nAction: delivered\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.1.2\n';
    expect(failureIn(content)?.status).toBe('5.1.2');
  });

  it('keeps no more of the server’s words than it needs', () => {
    expect(failureIn(`Action: failed\nDiagnostic-Code: smtp; ${'x'.repeat(5_000)}`)?.diagnostic).toHaveLength(500);
  });

  it.each([
    ['5.1.1', 'address'],
    ['5.1.2', 'address'],
    ['5.1.10', 'address'],
    ['5.1.8', 'refused'],
    ['5.2.2', 'full'],
    ['5.2.1', 'mailbox'],
    ['5.3.4', 'size'],
    ['4.4.1', 'unreachable'],
    ['5.7.26', 'refused'],
    ['5.0.0', 'other'],
  ] as const)('%s is « %s »', (status, cause) => {
    expect(causeOfFailure(status)).toBe(cause);
  });
});

describe('the address that a mail comes back to', () => {
  it('names the mail, whatever the case that it is written in', () => {
    const address = returnAddress(MAIL, 'reponses.rebond.example');
    expect(address).toBe('retour+0185d0b411117abc8def0123456789ab@reponses.rebond.example');
    expect(mailReturnedTo(['autre@rebond.example', `<${address.toUpperCase()}>`])).toBe(MAIL);
  });

  it.each(['', 'retour@rebond.example', 'retour+0185@rebond.example', 'reponse+abc@rebond.example'])(
    'is not « %s »',
    (address) => {
      expect(mailReturnedTo([address])).toBeNull();
    },
  );
});
