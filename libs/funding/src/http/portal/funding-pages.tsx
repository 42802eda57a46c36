import { FormRefusal, type Again } from '@rebond/ui';
import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { CaseFrame, Cases } from '@rebond/candidacies';
import { scopeOf, type Role } from '@rebond/identity';
import { AbsentError, type CandidacyId } from '@rebond/kernel';
import { Verbs, type RequestContext } from '@rebond/platform';
import type { PageAnswer, Visitor } from '@rebond/ui';
import { Dossiers } from '../../application/dossiers/dossiers.js';
import { Funding } from '../../application/funding.js';
import { t } from '../../messages.fr.js';
import { DossierView } from './dossier-view.js';
import { EnvelopeView } from './envelope-view.js';

const FOLLOWED: ReadonlySet<string> = new Set(['selected', 'engineering', 'funded']);

/** A fault of all commitments is told at the first. */
const fieldOf = (pointer: string): string => (pointer === '/commitments' ? 'commitments/0/amountEur' : pointer);

/** The pages of an envelope and of its projects. */
@Injectable()
export class FundingPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly frame: CaseFrame,
    private readonly funding: Funding,
    private readonly dossiers: Dossiers,
  ) {}

  envelope(ctx: RequestContext, id: CandidacyId, visitor: Visitor | null, again: Again | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const { amounts } = await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion);
      const role = ctx.actor.role as Role;
      const isFollowed = FOLLOWED.has(candidacy.state);
      const mayAward = ['engineering', 'funded'].includes(candidacy.state) || !candidacy.context.engineering;
      return this.frame.around(candidacy, role, {
        panel: 'financement',
        title: t('funding.title'),
        scripts: ['inline-edit'],
        body: (
          <>
            <FormRefusal again={again} fieldOf={fieldOf} />
            <EnvelopeView
              {...{ candidacy, amounts, again }}
              envelope={await this.funding.envelope(tx, id)}
              dossiers={await this.dossiers.ofCase(tx, id)}
              mayCommit={isFollowed && scopeOf(role, 'funding.commit') !== null}
              mayAward={isFollowed && mayAward && scopeOf(role, 'funding.award') !== null}
              mayFollow={isFollowed && scopeOf(role, 'funding.follow') !== null}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      });
    });
  }

  /** @throws AbsentError when the project is not routed to the envelope */
  dossier(
    ctx: RequestContext,
    id: CandidacyId,
    projectId: string,
    visitor: Visitor | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const dossier = (await this.dossiers.ofCase(tx, id)).find((one) => one.projectId === projectId);
      if (!dossier) throw new AbsentError();
      const role = ctx.actor.role as Role;
      return this.frame.around(candidacy, role, {
        panel: 'financement',
        title: t('dossiers.one', { reference: dossier.projectRef }),
        body: (
          <>
            <FormRefusal again={again} />
            <DossierView
              {...{ id, dossier, again }}
              mayFollow={FOLLOWED.has(candidacy.state) && scopeOf(role, 'funding.follow') !== null}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      });
    });
  }
}
