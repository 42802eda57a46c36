import { timingSafeEqual } from 'node:crypto';
import { Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import { Act } from '@rebond/identity';
import { AbsentError, ForbiddenError, say } from '@rebond/kernel';
import { CONFIG, Ctx, MailBody, readDeliveryReport, sha256, type Config, type RequestContext } from '@rebond/platform';
import { ReceiveMail, type MailReceived } from '../../application/messages/receive-mail.js';
import { TakeReport, type ReportTaken } from '../../application/undelivered/take-report.js';

/** Where the operator's mail server hands in the answers to our mails, and those that did not arrive (docs/adr/0020). */
@ApiTags('Messages')
@Controller('api/inbound-mail')
export class InboundMailController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly receiving: ReceiveMail,
    private readonly reports: TakeReport,
  ) {}

  /**
   * A whole mail (RFC 5322): an answer to one of ours, whose refusal is final and for its sender to read, or a report
   * that one did not arrive (RFC 3464), which is never refused.
   */
  @Post()
  @HttpCode(200)
  @Act('mail.receive')
  @ApiConsumes('message/rfc822')
  @ApiHeader({ name: 'X-Inbound-Secret', required: true, description: 'INBOUND_MAIL_SECRET' })
  async receive(
    @Ctx() ctx: RequestContext,
    @Headers('x-inbound-secret') given: string | undefined,
    @MailBody() raw: Buffer,
  ): Promise<MailReceived | ReportTaken> {
    this.requireOurServer(given ?? '');
    const report = await readDeliveryReport(raw);
    return report === null ? this.receiving.receive(ctx, raw) : this.reports.take(ctx, report);
  }

  /** @throws AbsentError where no answers are received; ForbiddenError for whom has not the secret */
  private requireOurServer(given: string): void {
    const secret = this.config.INBOUND_MAIL_SECRET;
    if (secret === undefined) throw new AbsentError();
    if (!timingSafeEqual(sha256(given), sha256(secret)))
      throw new ForbiddenError(
        'not-our-server',
        say`Seul le serveur de messagerie de l’exploitant dépose des courriels.`,
      );
  }
}
