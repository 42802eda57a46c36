import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import { Ctx, poolOf, type RequestContext, Verbs, verifyStream } from '@rebond/platform';
import { page, PageRoute, type PageAnswer } from '@rebond/ui';
import {
  entriesQuery,
  type EntriesQuery,
  readEntries,
  readEntry,
  readSeals,
  seesStream,
} from '../../application/journal/entries.js';
import { t } from '../../messages.audit.fr.js';
import { EntryPage, JournalPage, SealsPage, VerdictPage } from './audit-pages.js';

const SHOWN = 100;
const entryQuery = z.strictObject({ stream: z.string().max(300), seq: z.coerce.number().pipe(z.int().min(1)) });
const streamQuery = z.strictObject({ stream: z.string().min(1).max(300) });
const AUDIT = { label: t('audit.title'), href: '/audit' };

/** The journal as auditors read it. */
@Controller('audit')
export class AuditPages {
  constructor(
    private readonly verbs: Verbs,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Act('audit.read')
  @PageRoute()
  journal(@Ctx() ctx: RequestContext, @Query({ schema: entriesQuery }) query: EntriesQuery): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({
        title: t('audit.title'),
        lead: t('audit.lead'),
        wide: true,
        body: <JournalPage query={query} entries={await readEntries(tx, query, SHOWN)} />,
      }),
    );
  }

  @Get('ecriture')
  @Act('audit.read')
  @PageRoute()
  entry(
    @Ctx() ctx: RequestContext,
    @Query({ schema: entryQuery }) { stream, seq }: z.output<typeof entryQuery>,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const entry = await readEntry(tx, stream, seq);
      if (!entry) throw new AbsentError();
      return page({ title: t('audit.entry', { seq, stream }), trail: [AUDIT], body: <EntryPage entry={entry} /> });
    });
  }

  /** Recomputes one stream from its stored bytes, now. */
  @Get('verification')
  @Act('audit.read')
  @PageRoute()
  async verify(
    @Ctx() ctx: RequestContext,
    @Query({ schema: streamQuery }) { stream }: z.output<typeof streamQuery>,
  ): Promise<PageAnswer> {
    const isSeen = await this.verbs.read(ctx, (tx) => seesStream(tx, stream));
    const verdict = isSeen ? await verifyStream(poolOf(this.dataSource), stream) : null;
    return page({ title: t('audit.verified', { stream }), trail: [AUDIT], body: <VerdictPage verdict={verdict} /> });
  }

  @Get('scelles')
  @Act('audit.read')
  @PageRoute()
  seals(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({ title: t('audit.seals'), trail: [AUDIT], body: <SealsPage seals={await readSeals(tx)} /> }),
    );
  }
}
