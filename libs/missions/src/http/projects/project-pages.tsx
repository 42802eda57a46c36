import { FormRefusal, type Again } from '@rebond/ui';
import { Injectable } from '@nestjs/common';
import { CaseFrame, Cases } from '@rebond/candidacies';
import { scopeOf, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Verbs, type RequestContext } from '@rebond/platform';
import type { PageAnswer, Visitor } from '@rebond/ui';
import { readConsultations } from '../../application/consult/consultation.js';
import { Missions } from '../../application/missions.js';
import { readProject } from '../../application/read/projects.js';
import { t } from '../../messages.fr.js';
import { listPlace, type ListPlace } from './list-place.js';
import { ProjectForm } from './project-form.js';
import { ProjectSheet } from './project-sheet.js';

/** A project, and the list that its form leads back to. */
export interface SheetPlace {
  readonly id: CandidacyId;
  readonly project: string;
  readonly place?: ListPlace;
}

const WHOLE_LIST: ListPlace = listPlace.parse({});

/** The pages of one project, shared by what is done with it. */
@Injectable()
export class ProjectPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly frame: CaseFrame,
    private readonly missions: Missions,
  ) {}

  /** The form of a new project. */
  blank(ctx: RequestContext, id: CandidacyId, visitor: Visitor | null, again: Again | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) =>
      this.frame.page(tx, id, {
        panel: 'projets',
        title: t('projects.new'),
        body: (
          <>
            <FormRefusal again={again} />
            <ProjectForm {...{ id, again }} place={WHOLE_LIST} project={null} csrf={visitor?.csrf ?? null} />
          </>
        ),
      }),
    );
  }

  /** The sheet of a project, with its forms; the refusal of any of them is told on it. */
  sheet(
    ctx: RequestContext,
    { id, project: projectId, place = WHOLE_LIST }: SheetPlace,
    visitor: Visitor | null,
    again: Again | null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const project = await readProject(tx, id, projectId);
      const figures = await this.missions.figures(tx, id);
      const role = ctx.actor.role as Role;
      const mayReport = scopeOf(role, 'mission.report') !== null;
      return this.frame.around(candidacy, role, {
        panel: 'projets',
        title: t('projects.one', { reference: project.reference }),
        body: (
          <>
            <FormRefusal again={again} />
            <ProjectSheet
              {...{ id, project, place, again }}
              consultations={await readConsultations(tx, id, projectId)}
              mayEdit={mayReport && figures?.closedAt === null}
              mayAsk={mayReport && ['engineering', 'funded'].includes(candidacy.state)}
              at={tx.at}
              csrf={visitor?.csrf ?? null}
            />
          </>
        ),
      });
    });
  }
}
