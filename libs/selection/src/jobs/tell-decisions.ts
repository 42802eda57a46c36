import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CandidacyId } from '@rebond/kernel';
import { enqueueMails, Subscribe, type Mail, type Message, type OutboxHandler, type Tx } from '@rebond/platform';
import { bullets, CaseLetters, type Written } from '@rebond-jobs/candidacies';
import { KINDS } from '../application/evidence/kinds.js';
import { DraftLetters } from '../application/letters/draft-letters.js';
import { decisionValues, TEXT_OF } from '../application/letters/decision-values.js';
import type { DecisionListId } from '../domain/decision-list.js';
import { readLines } from '../infrastructure/line-rows.js';
import { findList } from '../infrastructure/list-rows.js';
import { t } from '../messages.letters.fr.js';

const payload = z.object({ list: z.uuid() });

/** Notifies a list's decisions to every territory of it, in one transaction and as many statements as for one. */
@Injectable()
@Subscribe('tell-decisions', ['decision-list.announced'])
export class TellDecisions implements OutboxHandler {
  constructor(
    private readonly letters: CaseLetters,
    private readonly drafting: DraftLetters,
  ) {}

  async handle(tx: Tx, message: Message): Promise<void> {
    const id = payload.parse(message.payload).list as DecisionListId;
    const list = await findList(tx, id);
    if (!list?.validated) throw new Error(`The list ${id} is announced and nobody validated it`);
    const lines = (await readLines(tx, id)).filter(({ struckAt }) => struckAt === null);
    const files = await this.letters.files(
      tx,
      lines.map((line) => line.candidacyId),
    );
    const fileOf = (candidacyId: CandidacyId) => {
      const file = files.get(candidacyId);
      if (!file) throw new RangeError(`The case ${candidacyId} is not there`);
      return file;
    };
    const of = await this.drafting.circumstances(
      tx,
      lines,
      (candidacyId) => fileOf(candidacyId).candidacy,
      list.validated.at,
    );
    const written: Written[] = [];
    for (const line of lines) {
      const values = Object.entries(decisionValues(line, await of(line))).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : bullets(value),
      ]);
      const letter = {
        text: TEXT_OF[line.outcome],
        values: Object.fromEntries(values) as Readonly<Record<string, string>>,
        kind: KINDS[line.outcome],
        cause: id,
      };
      written.push({ file: fileOf(line.candidacyId), letter });
    }
    const mails = await this.letters.toTerritories(tx, written);
    await enqueueMails(
      tx,
      mails.map((mail) => this.withLetter(mail)),
    );
  }

  /** Says where the letter itself is. */
  private withLetter(mail: Mail): Mail {
    if (mail.candidacyId === null) return mail;
    return {
      ...mail,
      text: `${mail.text.trimEnd()}\n\n${t('letter.filed')} ${this.drafting.linkOf(mail.candidacyId)}\n`,
    };
  }
}
