import { Controller, Get, Param } from '@nestjs/common';
import { CaseFrame, CasePanel } from '@rebond/candidacies';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { LinkButton, PageRoute, Table, Time, type PageAnswer } from '@rebond/ui';
import { takenArchives, type TakenArchive } from '../../application/archive/taken.js';
import { t } from '../../messages.archive.fr.js';

const Archive = ({ id, taken }: { readonly id: CandidacyId; readonly taken: readonly TakenArchive[] }) => (
  <>
    <p>{t('page.lead')}</p>
    <p>{t('page.check')}</p>
    <LinkButton href={`/api/candidacies/${id}/export`} icon="download-line" download>
      {t('page.download')}
    </LinkButton>
    <h2>{t('page.taken')}</h2>
    {taken.length === 0 ? (
      <p>{t('page.none')}</p>
    ) : (
      <Table
        caption={t('page.caption')}
        columns={[
          { key: 'at', label: t('page.at') },
          { key: 'manifest', label: t('page.manifest') },
        ]}
        rows={taken.map(({ seq, at, manifest }) => ({
          key: String(seq),
          cells: { at: <Time at={at} />, manifest: <code class="rb-hash">{manifest}</code> },
        }))}
      />
    )}
  </>
);

/** Where a case is taken whole, with the manifests that were given, to be compared in five years. */
@CasePanel({ key: 'archive', label: () => t('page.title'), order: 95, action: 'candidacy.export', isRare: true })
@Controller('candidatures/:id/archive')
export class ArchivePageController {
  constructor(
    private readonly verbs: Verbs,
    private readonly frame: CaseFrame,
  ) {}

  @Get()
  @Act('candidacy.export')
  @PageRoute()
  show(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      this.frame.page(tx, id, {
        panel: 'archive',
        title: t('page.title'),
        body: <Archive id={id} taken={await takenArchives(tx, id)} />,
      }),
    );
  }
}
