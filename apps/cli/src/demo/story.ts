import { type Act, type Draft, fillDraft, openDraft, paris, pdf, type Stage, type Territory } from './play.js';
import { inventPortfolio } from './invented.js';
import type { PublishedCase } from './published.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const later = (text: string, days: number): string => day(text).add({ days }).toString();

interface Committee {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly version: number;
}

/** A candidacy on its way, shared by the acts of its story. */
export interface Played {
  draft: Draft | null;
}

export const drafted = (played: Played): Draft => {
  if (!played.draft) throw new Error("Ce territoire n'a pas encore de candidature");
  return played.draft;
};

/** From the draft to the deposit, the eve of the cut-off; then what was promised, and admissibility. */
export function depositStory(stage: Stage, territory: Territory, wave: string, played: Played): Act[] {
  const { name } = territory;
  return [
    {
      at: paris(later(wave, -24), '10:00'),
      what: `${name} : brouillon`,
      run: async () => {
        played.draft = await openDraft(stage, territory, wave);
      },
    },
    {
      at: paris(later(wave, -1), '16:40'),
      what: `${name} : dépôt`,
      run: async () => {
        const draft = drafted(played);
        await fillDraft(stage, draft, territory);
        await draft.member.api.act(draft.path, 'deposit', {});
      },
    },
  ];
}

/** Every piece still owed is provided, on behalf of each EPCI that owes it. */
export async function providePieces(draft: Draft): Promise<void> {
  const { items } = await draft.member.api.get<{
    items: { field: string; siren: string | null; label: string; providedAt: string | null }[];
  }>(`${draft.path}/pieces`);
  for (const piece of items.filter((one) => one.providedAt === null)) {
    const documentId = await draft.member.api.upload(draft.id, piece.field, `${piece.field}.pdf`, pdf(piece.label));
    await draft.member.api.act(draft.path, `pieces/${piece.field}`, {
      ...(piece.siren === null ? {} : { siren: piece.siren }),
      documentId,
    });
  }
}

export const admit = async (stage: Stage, draft: Draft): Promise<void> => {
  const { api } = await stage.cast.officer();
  await api.act(draft.path, 'admissibility', { admissible: true });
};

/** The mission, from the engagement of its firms to its closing committee, as far as it was published. */
export function missionStory(stage: Stage, published: PublishedCase, name: string, played: Played): Act[] {
  const { firms, personDays = 100, engagedOn, launch, closing } = published;
  if (!firms || engagedOn === undefined || !launch) return [];
  const until = closing?.on ?? later(launch.on, 100);
  return [
    {
      at: paris(engagedOn, '11:00'),
      what: `${name} : ${String(firms.length)} cabinet(s) engagé(s), ${String(personDays)} jours-hommes`,
      run: async () => {
        const draft = drafted(played);
        const members = await Promise.all(firms.map((firm) => stage.cast.firm(firm)));
        const share = Math.floor((personDays / firms.length) * 2) / 2;
        const team = members.map((member, i) => ({
          organisationId: member.organisationId,
          personDays: i === 0 ? personDays - share * (firms.length - 1) : share,
        }));
        const { api } = await stage.cast.officer();
        await api.act(draft.path, 'engagement', { firms: team, personDays, startsOn: engagedOn });
      },
    },
    ...committeeActs(stage, 'launch', launch.on, `${name} : comité de lancement`, played),
    portfolioAct(stage, published, name, played, { from: launch.on, to: until }),
    ...(closing ? committeeActs(stage, 'closing', closing.on, `${name} : comité de clôture`, played) : []),
  ];
}

/** Sets a committee's real date some days before, then records that it was held. */
function committeeActs(stage: Stage, kind: string, on: string, what: string, played: Played): Act[] {
  const find = async (): Promise<{ thing: string; committee: Committee }> => {
    const draft = drafted(played);
    const { api } = await stage.cast.officer();
    const { items } = await api.get<{ items: Committee[] }>(`${draft.path}/committees`);
    const committee = items.find((one) => one.kind === kind && one.status !== 'held');
    if (!committee) throw new Error(`Aucun comité « ${kind} » à tenir`);
    return { thing: `${draft.path}/committees/${committee.id}`, committee };
  };
  return [
    {
      at: paris(later(on, -11), '09:30'),
      what: `${what}, date fixée`,
      run: async () => {
        const { thing, committee } = await find();
        const { api } = await stage.cast.officer();
        await api.post(
          `${thing}/date`,
          { startsAt: paris(on, '14:00').toString(), place: 'Siège de l’intercommunalité' },
          committee.version,
        );
      },
    },
    {
      at: paris(on, '17:00'),
      what: `${what}, tenu`,
      run: async () => {
        const { thing, committee } = await find();
        const { api } = await stage.cast.officer();
        await api.post(
          `${thing}/held`,
          {
            heldAt: paris(on, '14:00').toString(),
            attendees: 18,
            decisions: ['Relevé de décisions inventé pour la démonstration.'],
          },
          committee.version,
        );
      },
    },
  ];
}

/** Interviews and projects come by CSV from the firms; days worked, routes and roadmap with them. */
function portfolioAct(
  stage: Stage,
  published: PublishedCase,
  name: string,
  played: Played,
  span: { from: string; to: string },
): Act {
  const on = later(span.to, -14);
  return {
    at: paris(on, '18:00'),
    what: `${name} : entretiens, projets et feuille de route remis par les cabinets`,
    run: async () => {
      const draft = drafted(played);
      const firms = await Promise.all((published.firms ?? []).map((firm) => stage.cast.firm(firm)));
      const api = firms[0]?.api;
      if (!api) return;
      const portfolio = inventPortfolio(published, { from: span.from, to: on });
      if (portfolio.interviewsCsv !== null)
        await api.csv(`${draft.path}/mission/interviews/import`, portfolio.interviewsCsv);
      if (portfolio.projectsCsv !== null) await api.csv(`${draft.path}/mission/projects/import`, portfolio.projectsCsv);
      const routes = [
        ...portfolio.structuring.map((projectRef) => ({ projectRef, scheme: 'envelope' })),
        ...portfolio.france2030.map((projectRef) => ({ projectRef, scheme: 'france2030' })),
      ];
      if (routes.length > 0) await api.post(`${draft.path}/mission/routes`, { routes });
      const mission = await api.get<{ firms: { organisationId: string; personDays: number }[] }>(
        `${draft.path}/mission`,
      );
      for (const firm of mission.firms) {
        const own = firms.find((one) => one.organisationId === firm.organisationId);
        if (own)
          await own.api.post(`${draft.path}/mission/person-days`, {
            organisationId: firm.organisationId,
            date: on,
            personDays: firm.personDays,
          });
      }
      for (const title of published.axes ?? [])
        await api.post(`${draft.path}/roadmap/axes`, {
          title,
          from: 2023,
          to: 2027,
          actions: [{ title: 'Action inventée pour la démonstration' }],
        });
    },
  };
}

/** The envelope, its first agreement and the end of the follow-up; all of the investment phase is invented. */
export function investmentStory(stage: Stage, published: PublishedCase, name: string, played: Played): Act[] {
  const { envelopeEur, closes, closing, launch, wave } = published;
  const acts: Act[] = [];
  if (envelopeEur)
    acts.push({
      at: paris(later(closing?.on ?? launch?.on ?? later(wave, 90), 1), '09:00'),
      what: `${name} : enveloppe engagée`,
      run: async () => {
        const { api } = await stage.cast.officer();
        await api.post(`${drafted(played).path}/envelope/commitments`, {
          commitments: Object.entries(envelopeEur).map(([funder, amountEur]) => ({ funder, amountEur })),
        });
      },
    });
  if (closes)
    acts.push(
      {
        at: paris(closes.firstAgreement, '11:00'),
        what: `${name} : première convention attributive (inventée)`,
        run: async () => {
          const { api } = await stage.cast.officer();
          await api.act(drafted(played).path, 'awards', {
            ...(published.structuring ? { projectRef: 'P001' } : {}),
            beneficiary: 'Entreprise inventée',
            amountEur: 250_000,
            form: 'grant',
            signedOn: closes.firstAgreement,
            invented: true,
          });
        },
      },
      {
        at: paris(closes.on, '15:00'),
        what: `${name} : clôture (inventée)`,
        run: async () => {
          await stage.cast.office.act(drafted(played).path, 'closure', {});
        },
      },
    );
  return acts;
}
