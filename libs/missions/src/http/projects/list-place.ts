import { z } from 'zod';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { projectsFilter } from '../../application/read/projects.js';

/** A filter that is left empty is none. */
const without = (value: unknown): unknown => (value === '' ? undefined : value);
const blank = <Type extends z.ZodType>(type: Type) => z.preprocess(without, type);

/** Filters and page of the list of projects; a project's address carries them, so that its form leads back to them. */
export const listPlace = z.strictObject({
  q: blank(projectsFilter.shape.q),
  scheme: blank(projectsFilter.shape.scheme),
  structuring: blank(projectsFilter.shape.structuring),
  status: blank(projectsFilter.shape.status),
  after: z.string().max(100).default(''),
});
export type ListPlace = z.output<typeof listPlace>;

function withPlace(url: string, place: ListPlace): string {
  const asked = Object.entries(place).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return asked.length === 0 ? url : `${url}?${new URLSearchParams(asked).toString()}`;
}

export const listUrl = (id: CandidacyId, place: ListPlace): string => withPlace(caseUrl(id, 'projets'), place);

export const projectUrl = (id: CandidacyId, project: string, place: ListPlace): string =>
  withPlace(caseUrl(id, 'projets', project), place);
