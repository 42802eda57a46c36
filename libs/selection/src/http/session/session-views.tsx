import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calls } from '@rebond/calls';
import { scopeOf, withholds, type Role } from '@rebond/identity';
import { AbsentError, type WaveId } from '@rebond/kernel';
import { Verbs, type RequestContext } from '@rebond/platform';
import { page, type Again, type PageAnswer, type Visitor } from '@rebond/ui';
import { ReadSession } from '../../application/session/read-session.js';
import { mayBe, type ItemId, type SessionId } from '../../domain/session/session.js';
import { t } from '../../messages.session.fr.js';
import { allWaves } from '../pages/waves.js';
import { ItemPage } from './item-page.js';
import { SessionPage } from './session-page.js';

export const sessionTrail = () => [{ label: t('sessions.title'), href: '/seances' }];

/** The pages of a session and of its points, after any of their acts. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly reading: ReadSession,
  ) {}

  async show(
    ctx: RequestContext,
    visitor: Visitor | null,
    id: SessionId,
    again: Again | null = null,
  ): Promise<PageAnswer> {
    const { session, now } = await this.verbs.read(ctx, async (tx) => ({
      session: await this.reading.read(tx, id),
      now: tx.at,
    }));
    return page({
      title: session.title,
      trail: sessionTrail(),
      body: (
        <SessionPage
          session={session}
          now={now}
          seat={ctx.actor.seatId}
          runs={runs(ctx, session.waveId)}
          readsLists={scopeOf(ctx.actor.role as Role, 'selection.read') !== null}
          csrf={visitor?.csrf ?? null}
          once={randomUUID}
          again={again}
        />
      ),
    });
  }

  /** @throws AbsentError when the point is none that the reader sees */
  async item(
    ctx: RequestContext,
    visitor: Visitor | null,
    { id, itemId }: { readonly id: SessionId; readonly itemId: ItemId },
    again: Again<'decide'> | null = null,
  ): Promise<PageAnswer> {
    const { session, definition, later } = await this.verbs.read(ctx, async (tx) => {
      const read = await this.reading.read(tx, id);
      const waveId = read.waveId as WaveId;
      return {
        session: read,
        definition: (await this.calls.waveAndDefinition(tx, waveId)).definition,
        later: (await allWaves(tx)).filter((wave) => wave.id !== waveId),
      };
    });
    const item = session.items.find((one) => one.id === itemId);
    if (!item) throw new AbsentError();
    return page({
      title: item.title,
      trail: [...sessionTrail(), { label: session.title, href: `/seances/${id}` }],
      body: (
        <ItemPage
          {...{ session, item, later, again }}
          criteria={definition.grid.criteria}
          countsVotes={definition.sessions?.countsVotes ?? false}
          decides={runs(ctx, session.waveId) && item.candidacyId !== null && mayBe(session.status, 'DECIDE')}
          csrf={visitor?.csrf ?? null}
          once={randomUUID()}
        />
      ),
    });
  }
}

const runs = ({ actor }: RequestContext, waveId: string): boolean =>
  scopeOf(actor.role as Role, 'sitting.run') !== null && !withholds(actor, waveId as WaveId);
