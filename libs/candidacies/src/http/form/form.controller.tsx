import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Act, type Role, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import {
  fieldId,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { approvalsOf } from '../../application/approval/approvals.js';
import { commentsOf } from '../../application/comments/comments.js';
import { AttachDocument } from '../../application/form/attach.js';
import { ReadForm, type FormState } from '../../application/form/read-form.js';
import { SaveSection, type SectionSaved } from '../../application/form/save-section.js';
import { actOf, type Act as Pressed } from '../../application/form/typed-values.js';
import { ChangePerimeter } from '../../application/perimeter/change-perimeter.js';
import { assignmentsOf, sectionOf } from '../../application/sections/assign-section.js';
import { territoryPeople } from '../../application/sections/people.js';
import { t } from '../../messages.form.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { CasePanel } from '../frame/panels.js';
import { Overview } from './overview.js';
import { SectionPages } from './section-pages.js';
import { clockText } from './words.js';

const sectionQuery = z.object({ verifier: z.string().optional() });

/** The form of a candidacy, as its territory fills it in. */
@Controller('candidatures/:id/formulaire')
@CasePanel({ key: 'formulaire', label: () => t('form.tab'), order: 10, action: 'candidacy.edit' })
export class FormController {
  constructor(
    private readonly verbs: Verbs,
    private readonly forms: ReadForm,
    private readonly saving: SaveSection,
    private readonly attaching: AttachDocument,
    private readonly territories: Territories,
    private readonly perimeters: ChangePerimeter,
    private readonly frame: CaseFrame,
    private readonly pages: SectionPages,
  ) {}

  @Get()
  @Act('candidacy.edit')
  @PageRoute()
  overview(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const state = await this.forms.read(tx, id);
      const { candidacy } = state;
      const bodies = await this.territories.bodies(tx, candidacy.perimeter);
      const body = (
        <Overview
          state={state}
          members={candidacy.perimeter.flatMap((siren) => bodies.get(siren) ?? [])}
          people={await territoryPeople(tx, id)}
          assignments={await assignmentsOf(tx, id)}
          comments={await commentsOf(tx, id)}
          approvals={await approvalsOf(tx, id)}
          role={ctx.actor.role as Role}
          mayChangePerimeter={await this.perimeters.isOpen(tx, candidacy, state.wave.cutoffAt)}
        />
      );
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'formulaire',
        title: t('form.title'),
        body,
      });
    });
  }

  @Get(':section')
  @Act('candidacy.edit')
  @PageRoute()
  section(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Query({ schema: sectionQuery }) { verifier }: z.output<typeof sectionQuery>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) =>
      this.pages.page(tx, id, section, visitor, { isChecked: verifier !== undefined }),
    );
  }

  /** Saves a page of the form; the button pressed says what comes next. */
  @Post(':section')
  @Act('candidacy.edit')
  @PageRoute()
  save(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') key: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      () => this.act(ctx, visitor, id, key, form),
      ({ message }) =>
        this.verbs.read(ctx, (tx) => this.pages.page(tx, id, key, visitor, { refused: { form, reason: message } })),
    );
  }

  private async act(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    key: string,
    form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    const act = actOf(form, randomUUID());
    const saved = await this.verbs.write(ctx, async (tx): Promise<SectionSaved> => {
      const { definition } = await this.forms.read(tx, id);
      const kept = await this.saving.save(tx, id, definition, sectionOf(definition, key), form, act);
      if (act.kind === 'drop') {
        const [place = '', documentId = ''] = act.place.split('#');
        await this.attaching.detach(tx, id, { place, documentId });
      }
      return kept;
    });
    return this.verbs.read(ctx, async (tx) => {
      const isRefused = saved.faults.length > 0 || saved.conflicts.length > 0;
      const search = act.kind === 'search' ? { field: act.field, query: queryOf(form, act.field) } : undefined;
      if (isRefused)
        return this.pages.page(tx, id, key, visitor, { sent: { form, act, saved }, ...(search && { search }) });
      if (search) return this.pages.page(tx, id, key, visitor, { search });
      return redirect(whereTo(await this.forms.read(tx, id), key, act), messageOf(saved, act));
    });
  }
}

function queryOf(form: FormBody, field: string): string {
  const queries = (form._q ?? {}) as Readonly<Record<string, unknown>>;
  const query = Object.hasOwn(queries, field) ? queries[field] : '';
  return typeof query === 'string' ? query.slice(0, 100) : '';
}

function messageOf({ savedAt }: SectionSaved, act: Pressed): string | undefined {
  if (act.kind === 'drop') return t('files.removed');
  if (act.kind === 'add' || act.kind === 'upload') return undefined;
  return savedAt === null ? undefined : t('form.saved', { time: clockText(Temporal.Instant.from(savedAt)) });
}

/** The page that follows a button of the form. */
function whereTo({ candidacy: { id }, progress }: FormState, key: string, act: Pressed): string {
  const here = caseUrl(id, 'formulaire', key);
  const rank = progress.findIndex(({ section }) => section.key === key);
  switch (act.kind) {
    case 'next': {
      const next = progress[rank + 1]?.section.key;
      return next === undefined ? caseUrl(id, 'depot') : caseUrl(id, 'formulaire', next);
    }
    case 'previous': {
      const before = progress[rank - 1]?.section.key;
      return before === undefined ? caseUrl(id, 'formulaire') : caseUrl(id, 'formulaire', before);
    }
    case 'add':
      return `${here}#${fieldId(`${act.block}/${act.id}`)}`;
    case 'remove':
      return `${here}#${fieldId(act.block)}`;
    case 'upload':
      return `${here}/fichiers?champ=${encodeURIComponent(act.place)}`;
    case 'drop':
      return `${here}#${fieldId(act.place.split('#')[0] ?? '')}`;
    case 'save':
    case 'search':
      return here;
  }
}
