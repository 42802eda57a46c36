import { randomUUID } from 'node:crypto';

import { Calls, type Wave } from '@rebond/calls';
import { type CaseEvent, Cases, type CaseState, type Candidacy } from '@rebond/candidacies';
import { Desk, Directory } from '@rebond/identity';
import type { CandidacyId, OrganisationId, Siren, WaveId } from '@rebond/kernel';
import { SYSTEM, Transactions, type Tx } from '@rebond/platform';

import { StartCandidacy } from '../../libs/candidacies/src/application/start/start.js';
import type { TestServer } from './server.js';

export interface CaseSpec {
  readonly waveId: string;
  readonly state: CaseState;
  readonly lead?: Siren;
  readonly members?: readonly Siren[];
}

const PATHS: Readonly<Record<CaseState, readonly CaseEvent['type'][]>> = {
  draft: [],
  expired: ['EXPIRE'],
  submitted: ['DEPOSIT'],
  incomplete: ['DEPOSIT', 'REQUEST_COMPLETION'],
  withdrawn: ['DEPOSIT', 'WITHDRAW'],
  inadmissible: ['DEPOSIT', 'DECLARE_INADMISSIBLE'],
  waitlisted: ['DEPOSIT', 'ADMIT', 'WAITLIST'],
  rejected: ['DEPOSIT', 'ADMIT', 'REJECT'],
  selected: ['DEPOSIT', 'ADMIT', 'SELECT'],
  engineering: ['DEPOSIT', 'ADMIT', 'SELECT', 'ENGAGE'],
  funded: ['DEPOSIT', 'ADMIT', 'SELECT', 'ENGAGE', 'FUND'],
  closed: ['DEPOSIT', 'ADMIT', 'SELECT', 'ENGAGE', 'FUND', 'CLOSE'],
  abandoned: ['DEPOSIT', 'ADMIT', 'SELECT', 'ABANDON'],
};

let made = 0;

/** Facts that let the machine through. */
function eventOf(type: CaseEvent['type'], wave: Wave): CaseEvent {
  const opensAt = wave.opensAt.toString();
  const cutoffAt = wave.cutoffAt.toString();
  const decision = { list: randomUUID(), proposedBy: 'one', validatedBy: 'other' };
  switch (type) {
    case 'DEPOSIT': {
      const facts = { blockingMissing: 0, firstDeposit: null, digest: 'test', piecesOwed: 0 };
      return { type, facts: { ...facts, receivedAt: opensAt, opensAt, cutoffAt } };
    }
    case 'EXPIRE':
      return { type, facts: { now: cutoffAt, cutoffAt } };
    case 'REQUEST_COMPLETION':
      return { type, facts: { request: randomUUID(), now: opensAt, dueAt: cutoffAt } };
    case 'DECLARE_INADMISSIBLE':
      return { type, facts: { reasons: 1 } };
    case 'SELECT':
    case 'REJECT':
      return { type, facts: decision };
    case 'WAITLIST':
      return { type, facts: { ...decision, nextWave: null } };
    case 'ENGAGE':
      return { type, facts: { firms: 1, personDays: 100 } };
    case 'FUND':
      return { type, facts: { closingCommitteeHeld: true, agreementsSigned: 1 } };
    case 'ADMIT':
    case 'WITHDRAW':
    case 'CLOSE':
    case 'ABANDON':
      return { type, facts: {} };
    case 'CHANGE_PERIMETER':
    case 'ANSWER_COMPLETION':
    case 'CANCEL_COMPLETION':
    case 'PROVIDE_PIECE':
    case 'LAPSE':
    case 'RECONSIDER':
      throw new Error(`No path goes by ${type}`);
  }
}

async function epciOf(app: TestServer['app'], tx: Tx, siren: Siren): Promise<OrganisationId> {
  const known = (await app.get(Directory).epciOrganisations(tx, [siren])).get(siren);
  if (known) return known;
  const organisation = { kind: 'epci' as const, name: `EPCI ${siren}`, siren, mailbox: `epci-${siren}@test.example` };
  return (await app.get(Desk).createOrganisation(tx, organisation)).id;
}

/**
 * A case brought to a state by the machine's own way through it, as the system and at the opening of its wave. The
 * rooms above it (missions, funding, lists) know nothing of it: a test that needs their rows takes the case to the
 * state before and uses their verbs. The administrative map has to be loaded.
 */
export async function aCandidacy(
  { app }: Pick<TestServer, 'app'>,
  { waveId, state, lead = '200066918' as Siren, members = [] }: CaseSpec,
): Promise<{ id: CandidacyId; version: number }> {
  const [transactions, cases] = [app.get(Transactions), app.get(Cases)];
  const wave = await transactions.run(SYSTEM, (tx) => app.get(Calls).wave(tx, waveId as WaveId));
  const organisationId = await transactions.run(SYSTEM, async (tx) => {
    for (const member of members) await epciOf(app, tx, member);
    return epciOf(app, tx, lead);
  });
  return transactions.run(
    { ...SYSTEM, organisationId },
    async (tx) => {
      const { id } = await app.get(StartCandidacy).start(tx, { waveId, lead, members: [...members] });
      let candidacy: Candidacy = await cases.lockOne(tx, id);
      for (const type of PATHS[state]) {
        if (type === 'ENGAGE' && !candidacy.context.engineering) continue;
        made += 1;
        const change =
          type === 'DEPOSIT'
            ? {
                depositedAt: tx.at,
                receiptNumber: `T-${made}-${id}`,
                implicitRejectionAt: wave.cutoffAt.add({ hours: 5760 }),
              }
            : {};
        [candidacy = candidacy] = await cases.move(tx, {
          id,
          expectedVersion: null,
          event: eventOf(type, wave),
          change,
        });
      }
      return { id, version: candidacy.version };
    },
    { at: wave.opensAt },
  );
}
