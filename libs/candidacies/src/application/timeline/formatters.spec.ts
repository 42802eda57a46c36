import { DiscoveryModule } from '@nestjs/core';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CaseTimeline } from './case-timeline.js';
import { TimelineFormatters } from './formatters.js';
import { TimelineEntry, type CaseEntry, type TimelineFormatter } from './timeline-entry.js';

@TimelineEntry('mission.engaged')
class MissionTimeline implements TimelineFormatter {
  format({ facts }: CaseEntry): string {
    return `Mission de ${JSON.stringify(facts.firms)} cabinets.`;
  }
}

@TimelineEntry('candidacy.closed')
class SecondVoice implements TimelineFormatter {
  format(): string {
    return '';
  }
}

async function formattersOf(...rooms: Type[]): Promise<TimelineFormatters> {
  @Module({ imports: [DiscoveryModule], providers: [TimelineFormatters, CaseTimeline, ...rooms] })
  class Rooms {}
  const app = await NestFactory.createApplicationContext(Rooms, { logger: false, abortOnError: false });
  return app.get(TimelineFormatters);
}

const entry = (action: string, facts: CaseEntry['facts'] = {}): CaseEntry => ({
  action,
  at: Temporal.Instant.from('2023-02-01T11:00:00Z'),
  role: 'programme_director',
  facts,
  personal: null,
});

describe('a timeline in words', () => {
  it.each([
    ['candidacy.started', { previous: null }, 'Ouverture d’un brouillon de candidature.'],
    ['candidacy.started', { previous: 'x' }, 'Ouverture d’un brouillon qui reprend un dossier précédent.'],
    [
      'candidacy.deposited',
      { receivedAt: '2023-02-01T10:59:59Z', piecesOwed: 2 },
      'Dépôt du dossier, reçu le 1er février 2023 à 11:59 ; 2 pièces restent dues.',
    ],
    ['candidacy.piece-provided', { stillOwed: 0 }, 'Remise de la dernière pièce due.'],
    ['candidacy.piece-provided', { stillOwed: 1 }, 'Remise d’une pièce due ; 1 pièce reste due.'],
    ['candidacy.waitlisted', { nextWave: null }, 'Candidature inscrite sur liste d’attente.'],
    ['candidacy.engaged', { firms: 4, personDays: 100 }, 'Engagement de l’ingénierie : 4 cabinets, 100 jours-hommes.'],
  ])('%s %j: « %s »', (action, facts, sentence) => {
    expect(new CaseTimeline().format(entry(action, facts))).toBe(sentence);
  });

  it('takes the words of higher rooms for their actions', async () => {
    const formatters = await formattersOf(MissionTimeline);
    expect(formatters.sentence(entry('mission.engaged', { firms: 4 }))).toBe('Mission de 4 cabinets.');
  });

  it('names an action that no room writes', async () => {
    const formatters = await formattersOf();
    expect(formatters.sentence(entry('roadmap.axis-added'))).toBe('Acte enregistré au dossier (roadmap.axis-added).');
  });

  it('does not start with two voices for one action', async () => {
    await expect(formattersOf(SecondVoice)).rejects.toThrow(/candidacy\.closed/);
  });
});
