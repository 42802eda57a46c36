import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Act, UuidPipe } from '@rebond/identity';
import { AbsentError, type CallId, type Fault } from '@rebond/kernel';
import { Ctx, SeenVersion, statement, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import {
  page,
  PageRoute,
  Reader,
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
} from '@rebond/ui';
import {
  addTemplate,
  allTemplates,
  changeTemplate,
  templateInput,
  templateOf,
} from '../../application/templates/templates.js';
import { t } from '../../messages.worklist.fr.js';
import { TemplateForm, TemplateList } from './template-views.js';
import { WORKLIST } from './worklist-url.js';

const TEMPLATES = `${WORKLIST}/modeles`;
const trail = () => [{ label: t('worklist.title'), href: WORKLIST }];
const CALLS = statement('template_calls', 'select id, title from calls.call order by title');

/** Texts that officers start from, call by call. */
@Controller('dossiers/modeles')
export class TemplatesController {
  constructor(private readonly verbs: Verbs) {}

  @Get()
  @Act('template.edit')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.listPage(ctx, visitor, [], {});
  }

  @Post()
  @Act('template.edit')
  @PageRoute()
  add(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { call, ...rest } = form;
        const input = parseForm(templateInput, rest);
        await this.verbs.write(ctx, async (tx) => {
          const known = await tx.query<{ id: CallId }>(CALLS);
          const callId = known.find(({ id }) => id === call)?.id;
          if (callId === undefined) throw new AbsentError();
          return addTemplate(tx, callId, input);
        });
        return redirect(TEMPLATES, t('template.saved'));
      },
      (refusal) => this.listPage(ctx, visitor, faultsToShow(refusal), form),
    );
  }

  @Get(':template')
  @Act('template.edit')
  @PageRoute()
  edit(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('template', UuidPipe) id: string,
  ): Promise<PageAnswer> {
    return this.editPage(ctx, visitor, id, [], null);
  }

  @Post(':template')
  @Act('template.edit')
  @PageRoute()
  change(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @SeenVersion() version: number,
    @Param('template', UuidPipe) id: string,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(templateInput, form);
        await this.verbs.write(ctx, (tx) => changeTemplate(tx, id, version, input));
        return redirect(TEMPLATES, t('template.saved'));
      },
      (refusal) => this.editPage(ctx, visitor, id, faultsToShow(refusal), form),
    );
  }

  @Post(':template/retrait')
  @Act('template.edit')
  @PageRoute()
  async remove(
    @Ctx() ctx: RequestContext,
    @SeenVersion() version: number,
    @Param('template', UuidPipe) id: string,
  ): Promise<Redirection> {
    await this.verbs.write(ctx, (tx) => changeTemplate(tx, id, version, null));
    return redirect(TEMPLATES, t('template.removed'));
  }

  private async listPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    faults: readonly Fault[],
    typed: FormBody,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => ({
      templates: await allTemplates(tx),
      calls: await tx.query<{ id: string; title: string }>(CALLS),
    }));
    return page({
      title: t('template.title'),
      lead: t('template.lead'),
      trail: trail(),
      body: (
        <TemplateList
          {...found}
          path={TEMPLATES}
          csrf={visitor?.csrf ?? null}
          {...{ faults, typed }}
          once={randomUUID()}
        />
      ),
    });
  }

  private async editPage(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: string,
    faults: readonly Fault[],
    typed: FormBody | null,
  ): Promise<PageAnswer> {
    const template = await this.verbs.read(ctx, (tx) => templateOf(tx, id));
    return page({
      title: t('template.editTitle'),
      trail: [...trail(), { label: t('template.title'), href: TEMPLATES }],
      body: (
        <TemplateForm
          action={`${TEMPLATES}/${id}`}
          csrf={visitor?.csrf ?? null}
          version={template.version}
          faults={faults}
          typed={typed ?? template}
          removes
        />
      ),
    });
  }
}
