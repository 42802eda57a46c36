import { timingSafeEqual } from 'node:crypto';
import { Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import { Act } from '@rebond/identity';
import { AbsentError, ForbiddenError } from '@rebond/kernel';
import { CONFIG, Ctx, MailBody, sha256, type Config, type RequestContext } from '@rebond/platform';
import { ReceiveMail, type MailReceived } from '../../application/messages/receive-mail.js';

/** Where the operator's mail server hands in the answers to our mails (docs/adr/0020). */
@ApiTags('Messages')
@Controller('api/inbound-mail')
export class InboundMailController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly receiving: ReceiveMail,
  ) {}

  /** A whole mail (RFC 5322) that answers one of ours; a refusal is final and for its sender to read. */
  @Post()
  @HttpCode(200)
  @Act('mail.receive')
  @ApiConsumes('message/rfc822')
  @ApiHeader({ name: 'X-Inbound-Secret', required: true, description: 'INBOUND_MAIL_SECRET' })
  receive(
    @Ctx() ctx: RequestContext,
    @Headers('x-inbound-secret') given: string | undefined,
    @MailBody() raw: Buffer,
  ): Promise<MailReceived> {
    this.requireOurServer(given ?? '');
    return this.receiving.receive(ctx, raw);
  }

  /** @throws AbsentError where no answers are received; ForbiddenError for whom has not the secret */
  private requireOurServer(given: string): void {
    const secret = this.config.INBOUND_MAIL_SECRET;
    if (secret === undefined) throw new AbsentError();
    if (!timingSafeEqual(sha256(given), sha256(secret)))
      throw new ForbiddenError('not-our-server', 'Seul le serveur de messagerie de l’exploitant dépose des courriels.');
  }
}
