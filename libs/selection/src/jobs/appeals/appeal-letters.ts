import { Inject, Injectable } from '@nestjs/common';
import { formatDate, type CandidacyId } from '@rebond/kernel';
import { CONFIG, type Config, type Mail, type Recipient, type Tx } from '@rebond/platform';
import { CaseLetters, type CaseFile } from '@rebond-jobs/candidacies';
import { unwrapped } from '../../application/letters/letter-blocks.js';
import type { Appeal } from '../../domain/appeals/appeal.js';
import { t } from '../../messages.appeals.fr.js';

/** An appeal with the case that it is about, as the system reads them. */
export interface AppealFile extends CaseFile {
  readonly appeal: Appeal;
}

type Values = Readonly<Record<string, string>>;

/** What every mail about an appeal speaks of. */
@Injectable()
export class AppealLetters {
  constructor(
    private readonly letters: CaseLetters,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async file(tx: Tx, appeal: Appeal): Promise<AppealFile> {
    return { ...(await this.letters.file(tx, appeal.candidacyId)), appeal };
  }

  values({ appeal, candidacy, definition }: AppealFile): Values {
    const { name, address, phone, email } = definition.operatingService;
    return {
      call: definition.title,
      kind: t(`kind.${appeal.kind}`).toLowerCase(),
      decision: t(`decision.${appeal.decision}`).toLowerCase(),
      territory: candidacy.territory,
      reference: candidacy.receiptNumber ?? '',
      receivedOn: formatDate(appeal.receivedOn),
      reasons: appeal.reasons ?? '',
      routes: unwrapped(definition.legal.appealRoutes),
      link: this.linkOf(appeal.candidacyId),
      service: [name, address.trim(), phone, email].join('\n'),
    };
  }

  /** @param cause with the recipient, what makes the mail unique */
  write(
    to: readonly Recipient[],
    { appeal }: AppealFile,
    mail: Pick<Mail, 'kind' | 'cause' | 'subject' | 'text'>,
  ): Mail[] {
    return to.map((one) => ({ ...mail, candidacyId: appeal.candidacyId, to: one }));
  }

  private linkOf(id: CandidacyId): string {
    return new URL(`/candidatures/${id}/recours`, this.config.PUBLIC_URL).href;
  }
}
