import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '@rebond/identity';
import { formatEuros, type CandidacyId } from '@rebond/kernel';
import {
  CONFIG,
  enqueueMails,
  Subscribe,
  type Config,
  type Mail,
  type Message,
  type OutboxHandler,
  type Tx,
} from '@rebond/platform';
import { CaseLetters } from '@rebond-jobs/candidacies';
import type { DecisionListId } from '../domain/decision-list.js';
import type { Departure } from '../domain/waiting-list.js';
import { readLines } from '../infrastructure/line-rows.js';
import { departuresOf } from '../infrastructure/promotions/waiting-rows.js';
import { t } from '../messages.promotions.fr.js';

const payload = z.object({ list: z.uuid() });

/** Tells the programme office that a laureate left: once it abandons, or once a list that it left is announced. */
@Injectable()
@Subscribe('tell-free-place', ['candidacy.abandoned', 'decision-list.announced'])
export class TellFreePlace implements OutboxHandler {
  constructor(
    private readonly letters: CaseLetters,
    private readonly directory: Directory,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const left = new Set(await this.leavers(tx, message));
    if (left.size === 0) return;
    const departures = (await departuresOf(tx, null)).filter(({ candidacyId }) => left.has(candidacyId));
    for (const one of departures) await enqueueMails(tx, await this.mails(tx, one, message));
  }

  private async leavers(tx: Tx, { candidacyId, payload: told }: Message): Promise<readonly CandidacyId[]> {
    if (candidacyId !== null) return [candidacyId];
    const lines = await readLines(tx, payload.parse(told).list as DecisionListId);
    return lines.filter((one) => one.struckAt !== null && one.outcome === 'select').map((one) => one.candidacyId);
  }

  private async mails(tx: Tx, { candidacyId, territory, envelopeCents }: Departure, { id }: Message): Promise<Mail[]> {
    const { definition, wave } = await this.letters.file(tx, candidacyId);
    const to = await this.directory.recipientsOfRoles(tx, ['programme_director'], candidacyId);
    const values = {
      ...{ call: definition.title, territory, wave: wave.name },
      award: envelopeCents === null ? t('mail.toFix') : formatEuros(envelopeCents),
      link: new URL('/selection/attente', this.config.PUBLIC_URL).href,
    };
    return to.map((one) => ({
      ...{ kind: 'place-free', cause: `${id}:${candidacyId}`, candidacyId, to: one },
      ...{ subject: t('mail.subject', values), text: t('mail.text', values) },
    }));
  }
}
