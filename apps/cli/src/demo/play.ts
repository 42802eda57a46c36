import { randomUUID } from 'node:crypto';
import { instantAt, type Siren } from '@rebond/kernel';
import type { CallDefinition } from '@rebond/calls';
import type { Cast, Member } from './cast.js';
import { fillForm } from './fill-form.js';
import type { Simulation } from './simulation.js';

/** An act of the play, at its instant. */
export interface Act {
  readonly at: Temporal.Instant;
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** An instant of Paris, « 2023-06-14 » and « 14:00 ». */
export const paris = (day: string, time: string): Temporal.Instant => instantAt(Temporal.PlainDate.from(day), time);

/** What every story needs. */
export interface Stage {
  readonly cast: Cast;
  readonly definition: CallDefinition;
  /** Waves by the day of their cut-off. */
  readonly waves: ReadonlyMap<string, string>;
}

/** A territory in the play: who it is, and its candidacy once it has one. */
export interface Territory {
  readonly lead: Siren;
  readonly members: readonly Siren[];
  readonly departement?: string;
  readonly name: string;
}

/** A small PDF, the same bytes for the same words: what is uploaded for every piece. */
export function pdf(words: string): Uint8Array<ArrayBuffer> {
  const text = `BT /F1 14 Tf 60 760 Td (${words.replaceAll(/[^\x20-\x27\x2a-\x5b\x5d-\x7e]/g, '.')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = body.length;
    body += `${String(i + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${String(start)}\n%%EOF\n`;
  return new TextEncoder().encode(body);
}

export interface Draft {
  readonly id: string;
  readonly path: string;
  readonly member: Member;
}

/** Opens a draft; its competent préfecture and its regions are seated too. */
export async function openDraft(stage: Stage, territory: Territory, wave: string): Promise<Draft> {
  const member = await stage.cast.epci(territory.lead, territory.name);
  for (const siren of territory.members) {
    const { name } = await stage.cast.office.get<{ name: string }>(`/api/territories/${siren}`);
    await stage.cast.epci(siren, name);
  }
  const { id } = await member.api.post<{ id: string }>('/api/candidacies', {
    waveId: stage.waves.get(wave),
    lead: territory.lead,
    members: territory.members,
    ...(territory.departement === undefined ? {} : { departement: territory.departement }),
  });
  const path = `/api/candidacies/${id}`;
  const { departement, regions } = await member.api.get<{ departement: string; regions: string[] }>(path);
  await stage.cast.prefecture(departement);
  for (const region of regions) await stage.cast.region(region);
  return { id, path, member };
}

/** Fills the form as its definition asks, uploading what must be; `promised` pieces stay owed unless named. */
export async function fillDraft(
  stage: Stage,
  draft: Draft,
  territory: Territory,
  promised: readonly string[] | 'all' = [],
): Promise<void> {
  const { document } = await draft.member.api.get<{ document: Record<string, unknown> }>(`${draft.path}/answers`);
  const { items } = await draft.member.api.get<{ items: { id: string; mediaType: string; sizeBytes: number }[] }>(
    `${draft.path}/documents`,
  );
  const answers = await fillForm({
    definition: stage.definition,
    lead: territory.lead,
    perimeter: [territory.lead, ...territory.members],
    newId: randomUUID,
    promised,
    already: document,
    documents: new Map(items.map((one) => [one.id, { ...one, state: 'staged' }])),
    upload: async (field, siren) => {
      const content = pdf(`${field.label} ${siren ?? ''}`);
      const id = await draft.member.api.upload(draft.id, field.key, `${field.key}.pdf`, content);
      return { id, facts: { mediaType: 'application/pdf', sizeBytes: content.byteLength, state: 'clean' } };
    },
  });
  const { versions } = await draft.member.api.get<{ versions: Record<string, number> }>(`${draft.path}/answers`);
  const fields = Object.fromEntries(
    Object.entries(answers)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(document[key]))
      .map(([key, value]) => [key, { value, seen: versions[key] ?? 0 }]),
  );
  await draft.member.api.patch(`${draft.path}/answers`, { fields });
}

/** Plays acts in their order on the simulated clock. */
export async function play(acts: readonly Act[], simulation: Simulation, tell: (line: string) => void): Promise<void> {
  const inOrder = acts.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  for (const act of inOrder) {
    await simulation.advanceTo(act.at);
    try {
      await act.run();
    } catch (error) {
      throw new Error(`${act.what} : ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    tell(`${act.at.toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()}  ${act.what}`);
  }
  await simulation.settle();
}
