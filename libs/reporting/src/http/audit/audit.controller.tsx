import { Controller, Get, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Act } from '@rebond/identity';
import { AbsentError, formatInstant } from '@rebond/kernel';
import { Ctx, instantOf, poolOf, type RequestContext, Verbs, verifyStream } from '@rebond/platform';
import { page, PageRoute, type PageAnswer } from '@rebond/ui';
import {
  entriesQuery,
  type EntriesQuery,
  readEntries,
  readEntry,
  readSeals,
  seesStream,
} from '../../application/journal/entries.js';
import { actionText } from '../../application/journal/action-text.js';
import { nameOfStream, namesIn } from '../../application/journal/names.js';
import { t } from '../../messages.audit.fr.js';
import { SealsPage, VerdictPage } from './audit-pages.js';
import { EntryPage, JournalPage } from './journal-pages.js';

const SHOWN = 100;
const entryQuery = z.strictObject({ stream: z.string().max(300), seq: z.coerce.number().pipe(z.int().min(1)) });
const streamQuery = z.strictObject({ stream: z.string().min(1).max(300) });
const journalCrumb = () => ({ label: t('audit.title'), href: '/audit' });

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
    return this.verbs.read(ctx, async (tx) => {
      const entries = await readEntries(tx, query, SHOWN);
      return page({
        title: t('audit.title'),
        lead: t('audit.lead'),
        wide: true,
        body: <JournalPage {...{ query, entries, names: await namesIn(tx, entries) }} />,
      });
    });
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
      const title = t('audit.entry', { act: actionText(entry.action), at: formatInstant(instantOf(entry.at)) });
      return page({
        title,
        trail: [journalCrumb()],
        body: <EntryPage entry={entry} names={await namesIn(tx, [entry])} />,
      });
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
    const { isSeen, subject } = await this.verbs.read(ctx, async (tx) => {
      const isSeen = await seesStream(tx, stream);
      return { isSeen, subject: isSeen ? await nameOfStream(tx, stream) : null };
    });
    const verdict = isSeen ? await verifyStream(poolOf(this.dataSource), stream) : null;
    const title = subject === null ? t('audit.verified') : t('audit.verifiedOf', { subject });
    return page({ title, trail: [journalCrumb()], body: <VerdictPage verdict={verdict} /> });
  }

  @Get('scelles')
  @Act('audit.read')
  @PageRoute()
  seals(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) =>
      page({ title: t('audit.seals'), trail: [journalCrumb()], body: <SealsPage seals={await readSeals(tx)} /> }),
    );
  }
}
