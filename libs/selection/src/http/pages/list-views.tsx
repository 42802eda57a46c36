import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cases } from '@rebond/candidacies';
import { scopeOf, type Role } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Verbs, type RequestContext } from '@rebond/platform';
import { page, type Again, type PageAnswer, type Visitor } from '@rebond/ui';
import { EmbargoCircle } from '../../application/embargo/circle.js';
import { readList } from '../../application/read/read-lists.js';
import type { DecisionListId } from '../../domain/decision-list.js';
import type { LettersProgress } from '../../application/validate/validate-list.js';
import { seatsByName } from '../../infrastructure/embargo-seats.js';
import { t } from '../../messages.fr.js';
import { t as letters } from '../../messages.letters.fr.js';
import { LettersMade } from './letters-made.js';
import type { ListActs } from './list-acts.js';
import { ListPage } from './list-page.js';
import { allWaves } from './waves.js';

export const listTrail = () => [{ label: t('lists.title'), href: '/selection' }];

/** The page of a list, after any of its acts. */
@Injectable()
export class ListViews {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly circle: EmbargoCircle,
  ) {}

  async show(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: DecisionListId,
    again: Again | null = null,
  ): Promise<PageAnswer> {
    const found = await this.verbs.read(ctx, async (tx) => {
      const list = await readList(tx, id);
      const ids = list.lines.map(({ candidacyId }) => candidacyId as CandidacyId);
      return {
        list,
        territories: new Map((await this.cases.readAll(tx, ids)).map((one) => [one.id as string, one.territory])),
        readers: await this.circle.readers(tx, id),
        seats: scopeOf(ctx.actor.role as Role, 'selection.announce') ? [...(await seatsByName(tx)).keys()] : [],
        waves: new Map((await allWaves(tx)).map(({ id: wave, name }) => [wave, name])),
      };
    });
    return page({
      title: found.list.title,
      trail: listTrail(),
      body: (
        <ListPage
          {...found}
          {...actsOf(found.list, ctx)}
          csrf={visitor?.csrf ?? null}
          once={randomUUID}
          again={again}
        />
      ),
    });
  }

  /** While the letters of a long list are made: how far they are, and the form that goes on, sent by itself by scripts. */
  progress(visitor: Visitor | null, id: DecisionListId, version: number, progress: LettersProgress): PageAnswer {
    return page({
      title: letters('progress.title'),
      trail: listTrail(),
      lead: letters('progress.lead'),
      scripts: ['go-on'],
      body: (
        <LettersMade
          {...progress}
          action={`/selection/${id}/validation`}
          csrf={visitor?.csrf ?? null}
          version={version}
          once={randomUUID()}
        />
      ),
    });
  }
}

type Listed = Awaited<ReturnType<typeof readList>>;

/** What the reader may do of a list, as it stands. */
function actsOf({ proposed, differences, cancellation }: Listed, { actor }: RequestContext): ListActs {
  const may = (action: Parameters<typeof scopeOf>[1]): boolean => scopeOf(actor.role as Role, action) !== null;
  const authors = new Set([proposed, ...differences.map(({ by }) => by)].flatMap((by) => [by.personId, by.onBehalfOf]));
  const mine = proposed.personId === actor.personId || proposed.seatId === actor.seatId;
  return {
    validates: may('selection.validate'),
    differs: may('selection.differ'),
    announces: may('selection.announce'),
    proposes: may('selection.propose'),
    isCanceller: [cancellation?.asked.personId, cancellation?.asked.onBehalfOf].includes(actor.personId),
    withdraws: may('selection.propose') && mine,
    isAuthor: authors.has(actor.personId) || authors.has(actor.onBehalfOf ?? ''),
  };
}
