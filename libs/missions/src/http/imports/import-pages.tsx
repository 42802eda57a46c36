import { Injectable } from '@nestjs/common';
import { CaseFrame, caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { Verbs, type CsvFile, type RequestContext } from '@rebond/platform';
import {
  redirect,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  FormRefusal,
  type Again,
} from '@rebond/ui';
import { PendingImports, type ImportKind } from '../../application/imports/pending-imports.js';
import { t } from '../../messages.import.fr.js';
import { PANELS } from './panels.js';
import { PreviewView } from './preview-view.js';
import { UploadForm } from './upload-form.js';

/** Import in two steps: a file is checked cell by cell and kept, then imported or left. */
@Injectable()
export class ImportPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
    private readonly imports: PendingImports,
  ) {}

  choose(
    ctx: RequestContext,
    id: CandidacyId,
    kind: ImportKind,
    visitor: Visitor | null,
    again: Again | null = null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) =>
      this.frame.page(tx, id, {
        panel: PANELS[kind],
        title: t(`import.title.${kind}`),
        lead: t('import.lead'),
        body: (
          <>
            <FormRefusal again={again} />
            <UploadForm {...{ id, kind, again }} csrf={visitor?.csrf ?? null} />
          </>
        ),
      }),
    );
  }

  keep(
    ctx: RequestContext,
    id: CandidacyId,
    kind: ImportKind,
    visitor: Visitor | null,
    read: () => Promise<CsvFile>,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const file = await read();
        const pending = await this.verbs.write(ctx, (tx) => this.imports.keep(tx, id, kind, file));
        return redirect(caseUrl(id, PANELS[kind], 'import', pending));
      },
      (refusal) => this.choose(ctx, id, kind, visitor, { form: 'import', refusal, typed: {} }),
    );
  }

  preview(
    ctx: RequestContext,
    id: CandidacyId,
    kind: ImportKind,
    pending: string,
    visitor: Visitor | null,
    again: Again | null = null,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const preview = await this.imports.preview(tx, id, kind, pending);
      return this.frame.page(tx, id, {
        panel: PANELS[kind],
        title: t('import.preview', { filename: preview.filename }),
        body: (
          <>
            <FormRefusal again={again} />
            <PreviewView {...{ id, kind, preview }} csrf={visitor?.csrf ?? null} />
          </>
        ),
      });
    });
  }

  confirm(
    ctx: RequestContext,
    id: CandidacyId,
    kind: ImportKind,
    pending: string,
    visitor: Visitor | null,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const counts = await this.verbs.write(ctx, (tx) => this.imports.confirm(tx, id, kind, pending));
        return redirect(caseUrl(id, PANELS[kind]), t('import.done', counts));
      },
      (refusal) => this.preview(ctx, id, kind, pending, visitor, { form: 'import', refusal, typed: {} }),
    );
  }
}
