import type { Json } from '@rebond/kernel';
import { instantOf } from '@rebond/platform';
import type { Wave } from '../application/wave.js';
import type { ProposedWave } from '../domain/waves.js';
import type { CallRow, VersionRow } from '../infrastructure/call-rows.js';
import type { Question } from '../infrastructure/question-rows.js';
import type { RecordedProlongation } from '../infrastructure/prolongation-rows.js';

type JsonObject = Readonly<Record<string, Json>>;

/** `upcoming` before `opensAt`, `open` until `cutoffAt` excluded, then `closed`. */
export type WaveStatus = 'upcoming' | 'open' | 'closed';

export function statusOf(wave: Pick<Wave, 'opensAt' | 'cutoffAt'>, at: Temporal.Instant): WaveStatus {
  if (Temporal.Instant.compare(at, wave.opensAt) < 0) return 'upcoming';
  return Temporal.Instant.compare(at, wave.cutoffAt) < 0 ? 'open' : 'closed';
}

export const presentWave = (wave: Wave, at: Temporal.Instant) =>
  ({
    id: wave.id,
    call: wave.callSlug,
    number: wave.number,
    name: wave.name,
    definitionVersion: wave.definitionVersion,
    opensAt: wave.opensAt.toString(),
    cutoffAt: wave.cutoffAt.toString(),
    decidedAt: wave.decidedAt?.toString() ?? null,
    status: statusOf(wave, at),
    version: wave.version,
  }) satisfies JsonObject;

export const presentProlongation = (one: RecordedProlongation) =>
  ({
    previousCutoffAt: one.previousCutoffAt.toString(),
    cutoffAt: one.cutoffAt.toString(),
    reason: one.reason,
    outage: one.outage && {
      from: one.outage.from.toString(),
      to: one.outage.to.toString(),
      description: one.outage.description,
    },
    at: one.at.toString(),
  }) satisfies JsonObject;

export const presentProposal = (wave: ProposedWave) =>
  ({ name: wave.name, date: wave.date.toString(), cutoffAt: wave.cutoffAt.toString() }) satisfies JsonObject;

export const presentCall = (row: CallRow) =>
  ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    version: row.version,
    publishedAt: instantOf(row.published_at).toString(),
  }) satisfies JsonObject;

export const presentVersion = (row: VersionRow) =>
  ({
    version: row.version,
    digest: row.digest,
    publishedAt: instantOf(row.published_at).toString(),
  }) satisfies JsonObject;

/** A published question: who asked is not said. */
export const presentQuestion = (one: Question) =>
  ({
    id: one.id,
    waveId: one.waveId,
    question: one.publicQuestion,
    answer: one.answer,
    publishedAt: one.publishedAt?.toString() ?? null,
  }) satisfies JsonObject;
