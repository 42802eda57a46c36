import type { CaseState } from '@rebond/candidacies';
import { verifyAudit } from '@rebond/platform';
import { Client } from 'pg';
import type { ApiClient } from './client.js';
import type { PublishedCase } from './published.js';
import type { Stack } from './stack.js';

/** One candidacy of the demo, figures as the product holds them; null where nothing was published. */
export interface CandidacyReport {
  readonly territory: string;
  readonly leadSiren: string;
  /** Day of its wave's cut-off. */
  readonly wave: string;
  readonly state: CaseState;
  readonly interviews: number | null;
  readonly projects: number | null;
  readonly capexEur: number | null;
  readonly jobsPotential: number | null;
  readonly jobsPlanned: number | null;
  readonly structuringProjects: number | null;
  readonly france2030Projects: number | null;
  readonly envelopeEur: number | null;
  readonly fundersEur: Readonly<Record<string, number>>;
  readonly axes: number | null;
  readonly personDays: number | null;
  /** What of it is assumed or invented. */
  readonly labels: readonly string[];
}

export interface DemoReport {
  readonly candidacies: readonly CandidacyReport[];
  readonly mails: number;
  readonly meetings: number;
  readonly auditEntries: number;
  readonly auditChain: 'intact' | 'broken';
}

interface Mission {
  readonly interviews: number;
  readonly projects: number;
  readonly capexEur: number;
  readonly jobsPotential: number;
  readonly jobsPlanned: number;
  readonly structuringProjects: number;
  readonly routes: Readonly<Record<string, number>>;
  readonly axes: number;
  readonly personDays: number;
}

interface Envelope {
  readonly envelopeEur: number;
  readonly fundersEur: Readonly<Record<string, number>>;
}

/** A candidacy of the play, with the client that may read it. */
export interface Reported {
  readonly path: string;
  readonly api: ApiClient;
  readonly published: PublishedCase | null;
}

const orNull = async <T>(read: Promise<T>): Promise<T | null> => read.catch(() => null);

async function candidacyReport(
  { path, api, published }: Reported,
  waves: ReadonlyMap<string, string>,
): Promise<CandidacyReport> {
  const seen = await api.get<{ territory: string; leadSiren: string; waveId: string; state: CaseState }>(path);
  const mission = await orNull(api.get<Mission>(`${path}/mission`));
  const envelope = await orNull(api.get<Envelope>(`${path}/envelope`));
  const known = <T>(figure: unknown, value: T | undefined): T | null => (figure === undefined ? null : (value ?? null));
  return {
    territory: seen.territory,
    leadSiren: seen.leadSiren,
    wave: [...waves].find(([, id]) => id === seen.waveId)?.[0] ?? '',
    state: seen.state,
    interviews: known(published?.interviews, mission?.interviews),
    projects: known(published?.projects, mission?.projects),
    capexEur: known(published?.capexEur, mission?.capexEur),
    jobsPotential: known(published?.jobsPotential, mission?.jobsPotential),
    jobsPlanned: known(published?.structuring, mission?.jobsPlanned),
    structuringProjects: known(published?.structuring, mission?.structuringProjects),
    france2030Projects: known(published?.france2030Projects, mission?.routes['france2030'] ?? 0),
    envelopeEur: known(published?.envelopeEur, envelope?.envelopeEur),
    fundersEur: envelope?.fundersEur ?? {},
    axes: known(published?.axes, mission?.axes),
    personDays: mission?.personDays ?? null,
    labels: labels(published),
  };
}

function labels(published: PublishedCase | null): string[] {
  if (published === null) return ['territoire et candidature inventés'];
  return [
    ...(published.waveSource === 'published' ? [] : ['relève supposée : elle n’est pas publiée']),
    ...(published.projects === undefined ? [] : ['entreprises et projets inventés, totaux publiés']),
    ...(published.closes ? ['phase d’investissement inventée'] : []),
  ];
}

export async function reportOf(
  stack: Stack,
  waves: ReadonlyMap<string, string>,
  reported: readonly Reported[],
): Promise<DemoReport> {
  const candidacies: CandidacyReport[] = [];
  for (const one of reported) candidacies.push(await candidacyReport(one, waves));
  const owner = new Client({ connectionString: stack.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ meetings: number }>(
      `select count(*)::int as meetings from meetings.meeting where status = 'held'`,
    );
    const audit = await verifyAudit(stack.ownerUrl);
    return {
      candidacies,
      mails: stack.inbox.mails.length,
      meetings: rows[0]?.meetings ?? 0,
      auditEntries: audit.entries,
      auditChain: audit.faults.length === 0 ? 'intact' : 'broken',
    };
  } finally {
    await owner.end();
  }
}
