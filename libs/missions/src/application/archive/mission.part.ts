import { Injectable } from '@nestjs/common';
import { ArchivePart, type ArchiveContributor, type ArchivedFile, type Candidacy } from '@rebond/candidacies';
import { canonicalJson, type CandidacyId } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { readConsultations } from '../consult/consultation.js';
import { Missions } from '../missions.js';
import { figuresView } from '../read/figures-view.js';
import { readFrozen } from '../read/frozen.js';
import { readInterviews } from '../read/interviews.js';
import { readPersonDays } from '../read/person-days.js';
import { readProjects } from '../read/projects.js';
import { Roadmap } from '../roadmap/roadmap.js';

const PAGE = 200;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

async function everyPage<Item>(read: (after: string) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Page<Item> = await read(after);
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

/** The engineering mission; the figures kept for committees as the bytes that their digest covers. Empty before one. */
@Injectable()
@ArchivePart({ key: 'mission', action: 'mission.read' })
export class MissionPart implements ArchiveContributor {
  constructor(
    private readonly missions: Missions,
    private readonly roadmap: Roadmap,
  ) {}

  async files(tx: Tx, { id }: Candidacy): Promise<readonly ArchivedFile[]> {
    const figures = await this.missions.figures(tx, id);
    const frozen = (await readFrozen(tx, id)).map((one) => ({ ...one, path: `chiffres-${one.id}.json` }));
    const lists = await this.lists(tx, id);
    return [
      {
        path: 'mission.json',
        json: {
          figures: figures === null ? null : figuresView(figures),
          frozen: frozen.map(({ figures: _, ...one }) => one),
          ...lists,
        },
      },
      ...frozen.map(({ path, figures: kept }) => ({ path, text: canonicalJson(kept) })),
    ];
  }

  private async lists(tx: Tx, id: CandidacyId) {
    return {
      interviews: await everyPage((after) => readInterviews(tx, id, { after, limit: PAGE })),
      projects: await everyPage((after) => readProjects(tx, id, { after, limit: PAGE })),
      consultations: await readConsultations(tx, id),
      personDays: await readPersonDays(tx, id),
      roadmap: await this.roadmap.read(tx, id),
    };
  }
}
