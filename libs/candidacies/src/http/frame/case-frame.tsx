import { Injectable } from '@nestjs/common';
import { scopeOf, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { page, Tabs, type PageAnswer, type PageContent } from '@rebond/ui';
import { Cases } from '../../application/cases.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.fr.js';
import { CasePanels } from './panels.js';
import { StateBadge } from './state-badge.js';

export const caseUrl = (id: string, ...rest: readonly string[]): string =>
  ['/candidatures', id, ...rest].map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join('/');

/** A page of a case: what it is about stays in sight, whatever the tab. */
export interface CasePage extends Omit<PageContent, 'heading' | 'trail'> {
  /** Key of the panel that the page belongs to. */
  readonly panel: string;
}

/** Puts the case's name, state and tabs above the page of any room. */
@Injectable()
export class CaseFrame {
  constructor(
    private readonly cases: Cases,
    private readonly panels: CasePanels,
  ) {}

  /** @throws AbsentError when the reader may not see the case */
  async page(tx: Tx, id: CandidacyId, content: CasePage): Promise<PageAnswer> {
    return this.around(await this.cases.read(tx, id), tx.actor.role as Role, content);
  }

  /** As `page`, for a case that has been read. */
  around(candidacy: Candidacy, role: Role, { panel, title, lead, body, ...rest }: CasePage): PageAnswer {
    const tabs = this.panels.of(role, candidacy.state).map(({ key, label, isRare }) => ({
      label: label(),
      href: caseUrl(candidacy.id, ...(key === '' ? [] : [key])),
      isCurrent: key === panel,
      isRare,
    }));
    return page({
      ...rest,
      title: `${title} – ${candidacy.territory}`,
      heading: null,
      trail: [
        // Each goes back to the list that it came from.
        scopeOf(role, 'worklist.read') === null
          ? { label: t('case.list'), href: '/candidatures' }
          : { label: t('case.worklist'), href: '/dossiers' },
      ],
      body: (
        <>
          <div class="rb-case-head">
            <h1>
              <span class="rb-case-name">{candidacy.territory}</span>
              <span class="fr-sr-only"> – </span>
              <span class="rb-case-part">{title}</span>
            </h1>
            <StateBadge state={candidacy.state} />
          </div>
          <Tabs label={t('case.tabs')} tabs={tabs} />
          {lead === undefined ? null : <p class="fr-text--lead">{lead}</p>}
          {body}
        </>
      ),
    });
  }
}
