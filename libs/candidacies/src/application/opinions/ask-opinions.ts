import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Calls, type CallDefinition, type OpinionRequest } from '@rebond/calls';
import { Directory } from '@rebond/identity';
import { ConflictError, RefusedError, type CandidacyId, type OrganisationId, say } from '@rebond/kernel';
import { statement, type Tx } from '@rebond/platform';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { Cases } from '../cases.js';
import { dueAfter } from '../completion/due.js';

export const askAdviserInput = z.strictObject({
  /** Key of an opinion of the definition. */
  opinion: z.string().max(100),
  name: z.string().trim().min(1).max(200),
  address: z.email().max(254),
});
export type AskAdviserInput = z.output<typeof askAdviserInput>;

/** Instances that have a seat; the others are asked by a link, person by person. */
const INSTITUTIONS: ReadonlySet<OpinionRequest['from']> = new Set([
  'prefecture',
  'region',
  'bpifrance',
  'banqueDesTerritoires',
]);

const INSERT = statement(
  'opinion_insert',
  `insert into candidacies.opinion
     (id, candidacy_id, key, body, label, question, mandatory, organisation_id, adviser_name, adviser_address, asked_at,
      asked_by, due_at)
   select p.id, $1, p.key, p.body, p.label, p.question, p.mandatory, p.organisation_id, p.name, p.address, $10, $11, p.due_at
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::uuid[], $9::timestamptz[],
                 $12::text[], $13::text[])
       as p(id, key, body, label, question, mandatory, organisation_id, due_at, name, address)
   on conflict do nothing returning id`,
);

interface Asked {
  readonly id: string;
  readonly asked: OpinionRequest;
  readonly organisationId: OrganisationId | null;
  readonly adviser: { readonly name: string; readonly address: string } | null;
}

/** Asks for the opinions that the definition names, once the candidacy is deposited. */
@Injectable()
export class AskOpinions {
  constructor(
    private readonly cases: Cases,
    private readonly calls: Calls,
    private readonly directory: Directory,
  ) {}

  /**
   * Asks every institution that has a seat and was not asked yet: the préfecture, the Régions, Bpifrance, the bank.
   * @throws RefusedError `not-under-examination` @throws ConflictError `all-asked`
   */
  async ask(tx: Tx, id: CandidacyId): Promise<{ asked: number }> {
    const { candidacy, definition } = await this.underExamination(tx, id);
    const asked = definition.opinions.filter(({ from }) => INSTITUTIONS.has(from));
    const wanted: Asked[] = [];
    for (const one of asked)
      for (const organisationId of await this.organisations(tx, candidacy, one.from))
        wanted.push({ id: randomUUIDv7(), asked: one, organisationId, adviser: null });
    const done = await this.store(tx, candidacy, wanted);
    if (done === 0)
      throw new ConflictError('all-asked', say`Les avis de toutes les instances inscrites ont déjà été demandés.`);
    return { asked: done };
  }

  /**
   * Asks a person who has no account: a link that works once is sent to the address.
   * @throws RefusedError `unknown-opinion`, `not-under-examination`
   */
  async askAdviser(tx: Tx, id: CandidacyId, input: AskAdviserInput): Promise<{ id: string }> {
    const { candidacy, definition } = await this.underExamination(tx, id);
    const asked = definition.opinions.find(({ key }) => key === input.opinion);
    if (!asked)
      throw new RefusedError('unknown-opinion', say`L’appel ne prévoit pas cet avis.`, [
        { pointer: '/opinion', code: 'unknown-opinion', detail: say`Choisissez un avis que l’appel prévoit.` },
      ]);
    const { name, address } = input;
    const one: Asked = { id: randomUUIDv7(), asked, organisationId: null, adviser: { name, address } };
    await this.store(tx, candidacy, [one]);
    return { id: one.id };
  }

  private async underExamination(
    tx: Tx,
    id: CandidacyId,
  ): Promise<{ readonly candidacy: Candidacy; readonly definition: CallDefinition }> {
    const candidacy = await this.cases.lockOne(tx, id);
    if (!['submitted', 'incomplete', 'waitlisted'].includes(candidacy.state))
      throw new RefusedError('not-under-examination', say`Un avis se demande tant que la candidature est à l’examen.`);
    return { candidacy, definition: await this.calls.definition(tx, candidacy.callId, candidacy.definitionVersion) };
  }

  /** Bpifrance has no access to a case before it is asked about it. */
  private async organisations(
    tx: Tx,
    { id, departement, regions }: Candidacy,
    from: OpinionRequest['from'],
  ): Promise<readonly OrganisationId[]> {
    if (from === 'prefecture' || from === 'region')
      return (await this.directory.authorities(tx, departement, regions))
        .filter(({ basis }) => basis === from)
        .map((one) => one.id);
    if (from === 'banqueDesTerritoires') return this.directory.organisationsOf(tx, 'bdt');
    const desks = await this.directory.organisationsOf(tx, 'bpifrance');
    await this.directory.grant(
      tx,
      desks.map((organisationId) => ({ candidacyId: id, organisationId, basis: 'funding' as const })),
    );
    return desks;
  }

  private async store(tx: Tx, { id, departement }: Candidacy, wanted: readonly Asked[]): Promise<number> {
    const due = ({ delay }: OpinionRequest): string => dueAfter(tx.at, delay, departement).toString();
    const column = <T>(of: (one: Asked) => T): T[] => wanted.map(of);
    const rows = await tx.query<{ id: string }>(INSERT, [
      ...[id, column((one) => one.id), column(({ asked }) => asked.key), column(({ asked }) => asked.from)],
      ...[column(({ asked }) => asked.label), column(({ asked }) => asked.question)],
      ...[column(({ asked }) => asked.mandatory), column((one) => one.organisationId)],
      ...[column(({ asked }) => due(asked)), tx.at.toString(), tx.actor.seatId],
      ...[column((one) => one.adviser?.name ?? null), column((one) => one.adviser?.address ?? null)],
    ]);
    const stored = new Set(rows.map((row) => row.id));
    const kept = wanted.filter((one) => stored.has(one.id));
    const issuer = { seatId: tx.actor.seatId, personId: tx.actor.personId, organisationId: tx.actor.organisationId };
    for (const { id: opinion, asked, organisationId } of kept)
      await this.cases.record(
        tx,
        id,
        [
          {
            action: 'opinion.asked',
            audience: 'state',
            facts: { opinion, key: asked.key, organisation: organisationId, dueAt: due(asked) },
          },
        ],
        [{ kind: 'opinion.asked', payload: { candidacy: id, opinion, ...issuer } }],
      );
    return kept.length;
  }
}
