import { Injectable } from '@nestjs/common';
import { inFrench } from '@rebond/kernel';
import { Pdf, Verbs, type RequestContext } from '@rebond/platform';
import type { SessionId } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { convocationData } from './convocation-data.js';
import { SESSION_CONVOCATION } from './convocation.layout.js';
import { ReadSession } from './read-session.js';

/** The convocation to a session as a document, the same each time. */
@Injectable()
export class ReadConvocation {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadSession,
    private readonly pdf: Pdf,
  ) {}

  /** @throws AbsentError also for who examines candidacies, but is no member */
  async read(ctx: RequestContext, id: SessionId): Promise<{ readonly filename: string; readonly pdf: Buffer }> {
    const facts = await this.verbs.read(ctx, (tx) => this.reading.facts(tx, id));
    const data = inFrench(() => convocationData(facts));
    const pdf = await this.pdf.render(SESSION_CONVOCATION, data, facts.session.convenedAt);
    return { filename: t('convocation.filename', { title: facts.session.title }), pdf };
  }
}
