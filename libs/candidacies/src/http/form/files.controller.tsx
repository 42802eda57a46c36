import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Act, type Role, UuidPipe } from '@rebond/identity';
import type { CandidacyId, Fault } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import {
  ErrorSummary,
  Form,
  Upload,
  Button,
  faultAt,
  fieldId,
  PageRoute,
  Reader,
  redirect,
  submitted,
} from '@rebond/ui';
import type { PageAnswer, Redirection, Visitor } from '@rebond/ui';
import { filePlace } from '../../application/form/attach.js';
import { ReadForm } from '../../application/form/read-form.js';
import { UploadFromForm } from '../../application/form/upload-from-form.js';
import { t } from '../../messages.form.fr.js';
import { CaseFrame, caseUrl } from '../frame/case-frame.js';
import { acceptOf, formatsText } from './accept.js';

const placeQuery = z.object({ champ: z.string().max(200) });
type PlaceQuery = z.output<typeof placeQuery>;

/** Adds a file to the form without scripts: a page of its own, whose file is read as it comes. */
@Controller('candidatures/:id/formulaire/:section/fichiers')
export class FilesController {
  constructor(
    private readonly verbs: Verbs,
    private readonly forms: ReadForm,
    private readonly uploading: UploadFromForm,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('document.upload')
  @PageRoute()
  choose(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Query({ schema: placeQuery }) { champ }: PlaceQuery,
  ): Promise<PageAnswer> {
    return this.page(ctx, visitor, id, section, champ, []);
  }

  @Post()
  @Act('document.upload')
  @PageRoute()
  send(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Param('id', UuidPipe) id: CandidacyId,
    @Param('section') section: string,
    @Query({ schema: placeQuery }) { champ }: PlaceQuery,
    @Req() request: FastifyRequest,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const { filename } = await this.uploading.receive(ctx, id, champ, request);
        return redirect(`${caseUrl(id, 'formulaire', section)}#${fieldId(champ)}`, t('files.sent', { name: filename }));
      },
      (refusal) =>
        this.page(ctx, visitor, id, section, champ, [
          { pointer: '/fichier', code: refusal.code, detail: refusal.message },
        ]),
    );
  }

  private page(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: CandidacyId,
    section: string,
    place: string,
    faults: readonly Fault[],
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const { candidacy, definition } = await this.forms.read(tx, id);
      const { field, siren } = filePlace(definition, place);
      const back = `${caseUrl(id, 'formulaire', section)}#${fieldId(place)}`;
      const body = (
        <>
          <ErrorSummary faults={faults} />
          <h2>
            {field.label}
            {siren === undefined ? null : ` (${siren})`}
          </h2>
          {field.help ? <p>{field.help}</p> : null}
          <Form
            action={`${caseUrl(id, 'formulaire', section, 'fichiers')}?champ=${encodeURIComponent(place)}`}
            csrf={visitor?.csrf ?? null}
            files
          >
            <Upload
              name="fichier"
              label={t('files.choose')}
              hint={formatsText(field)}
              accept={acceptOf(field)}
              fault={faultAt(faults, '/fichier')}
              required
            />
            <Button icon="upload-line">{t('files.send')}</Button>
          </Form>
          <p>
            <a class="fr-link" href={back}>
              {t('files.back')}
            </a>
          </p>
        </>
      );
      return this.frame.around(candidacy, ctx.actor.role as Role, {
        panel: 'formulaire',
        title: t('files.title'),
        body,
      });
    });
  }
}
