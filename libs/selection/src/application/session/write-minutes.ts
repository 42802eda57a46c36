import { Injectable } from '@nestjs/common';
import { requireUnrecused } from '@rebond/identity';
import { AbsentError, canonicalJson, ConflictError, InFrench, type Json, say } from '@rebond/kernel';
import { quorumOf } from '@rebond/meetings';
import {
  Files,
  Pdf,
  sha256,
  SYSTEM,
  Transactions,
  Verbs,
  type Download,
  type RequestContext,
  type Tx,
} from '@rebond/platform';
import { itemsWithoutQuorum } from '../../domain/session/second-convocation.js';
import { nextSession, quorumRuleOf, signingAs, type Session, type SessionId } from '../../domain/session/session.js';
import { markWithoutQuorum } from '../../infrastructure/session/item-rows.js';
import { insertMinutes, minutesOf, signMinutes, type Minutes } from '../../infrastructure/session/minutes-rows.js';
import { moveSession } from '../../infrastructure/session/session-rows.js';
import { t } from '../../messages.session.fr.js';
import { KEEPER } from '../../domain/keeper.js';
import { signatureOf } from '../sign.js';
import type { CorrectInput, SignInput } from './input.js';
import { leavingItems } from './leaving.js';
import { minutesData } from './minutes-data.js';
import { SESSION_MINUTES } from './minutes.layout.js';
import { ReadSession } from './read-session.js';
import { held, heldToRun, noted, sessionOf } from './session-of.js';

interface Draft {
  readonly data: Json;
  readonly dataSha256: string;
  /** What the document bears as its creation. */
  readonly at: Temporal.Instant;
  readonly version: number;
}

/** The minutes of a session: made when it is closed, corrected by a new version, approved by two persons. */
@Injectable()
export class WriteMinutes {
  constructor(
    private readonly verbs: Verbs,
    private readonly reading: ReadSession,
    private readonly pdf: Pdf,
    private readonly files: Files,
    private readonly transactions: Transactions,
  ) {}

  /** Closes the session with its minutes. @throws StaleVersionError, RefusedError `session-…`, ForbiddenError */
  close(ctx: RequestContext, id: SessionId, seen: number): Promise<void> {
    return this.make(ctx, id, seen, 'CLOSE', null);
  }

  /** A new version of the minutes: those who had approved the one before approve anew. */
  correct(ctx: RequestContext, id: SessionId, seen: number, { correction }: CorrectInput): Promise<void> {
    return this.make(ctx, id, seen, 'CORRECT', correction);
  }

  /**
   * Approves the version that was read; the second person's approval makes it the session's.
   * @throws ConflictError `minutes-corrected` when there is a later one
   */
  async sign(tx: Tx, id: SessionId, input: SignInput): Promise<void> {
    const session = await held(tx, id, 'SIGN');
    requireUnrecused(tx.actor, session.waveId);
    const [last] = await minutesOf(tx, id);
    if (last?.version !== input.minutes)
      throw new ConflictError('minutes-corrected', say`Le procès-verbal a été corrigé depuis : relisez-le.`);
    const by = signatureOf(tx);
    const as = signingAs(session, by, last.signatures);
    await signMinutes(tx, id, last.version, { as, personId: by.personId, at: by.at });
    await noted(tx, id, 'minutes-approved', { as, minutes: last.version, sha256: last.sha256 });
    if (last.signatures.length > 0) await moveSession(tx, id, nextSession(session.status, 'APPROVE'));
  }

  /** @throws AbsentError also for who has no part in a case that it names */
  async download(tx: Tx, id: SessionId): Promise<Download> {
    const { minutes, title } = await this.reading.read(tx, id);
    const [last] = minutes === null ? [] : await minutesOf(tx, id);
    if (!last) throw new AbsentError();
    const filename = t('minutes.filename', { title, version: last.version });
    return { filename, mediaType: 'application/pdf', sizeBytes: last.sizeBytes, sha256: last.sha256 };
  }

  /** Rendered outside any transaction; the one that stores it takes what says what it closes, and nothing else. */
  private async make(
    ctx: RequestContext,
    id: SessionId,
    seen: number,
    event: 'CLOSE' | 'CORRECT',
    correction: string | null,
  ): Promise<void> {
    const draft = await this.verbs.read(ctx, async (tx) => this.draft(tx, await sessionOf(tx, id), correction, null));
    const content = await this.pdf.render(SESSION_MINUTES, draft.data, draft.at);
    const made = await this.files.stageContent(content);
    await this.transactions.run(SYSTEM, (tx) => this.files.keepForLater(tx, KEEPER, [made]));
    await this.verbs.write(ctx, async (tx) => {
      const session = await heldToRun(tx, id, seen, event);
      const now = await this.draft(tx, session, correction, draft.at);
      if (now.dataSha256 !== draft.dataSha256)
        throw new ConflictError('session-changed', say`La séance vient de changer : relisez-la.`);
      if (event === 'CLOSE') await this.noteQuorums(tx, session);
      await moveSession(tx, id, nextSession(session.status, event));
      await insertMinutes(tx, id, { ...made, ...now, correction });
      await noted(tx, id, event === 'CLOSE' ? 'closed' : 'minutes-corrected', {
        minutes: now.version,
        sha256: made.sha256,
      });
      return null;
    });
  }

  /** Who left which point is written down, and which points nothing could be decided of. */
  private async noteQuorums(tx: Tx, session: Session): Promise<void> {
    const { members, items, decisions } = await this.reading.facts(tx, session.id);
    const left = await leavingItems(tx, session.id, members, items);
    const rule = quorumRuleOf(session);
    const decided = new Set(decisions.map((one) => one.itemId));
    const lacking = itemsWithoutQuorum(
      items,
      decided,
      ({ id }) => quorumOf(members, { recused: left.get(id), rule }).isReached,
    );
    await markWithoutQuorum(tx, session.id, lacking);
  }

  @InFrench
  private async draft(
    tx: Tx,
    session: Session,
    correction: string | null,
    closedAt: Temporal.Instant | null,
  ): Promise<Draft> {
    const earlier: readonly Minutes[] = await minutesOf(tx, session.id);
    const corrections = [...earlier.map((one) => one.correction).reverse(), correction].flatMap((one) => one ?? []);
    const at = session.closedAt ?? closedAt ?? tx.at;
    const data = minutesData(await this.reading.facts(tx, session.id), at, corrections);
    const dataSha256 = sha256(SESSION_MINUTES.source, '\n', canonicalJson(data)).toString('hex');
    return { data, dataSha256, at, version: earlier.length + 1 };
  }
}
