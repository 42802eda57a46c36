import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALES, CaseJourney } from '../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../test/support/cases.js';
import { ImportInterviewsCommand, ImportProjectsCommand } from './import-portfolio.command.js';

const environment = process.env;
const folder = mkdtempSync(join(tmpdir(), 'rebond-portfolio-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let journey: CaseJourney;
let id: string;
let said: string[];

beforeAll(async () => {
  journey = await CaseJourney.begin();
  const found = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES });
  id = found.id;
  const { seat } = await journey.seat({ role: 'consultancy', organisation: { name: 'Ancoris' } });
  const engagement = { firms: [{ organisationId: seat.organisationId, personDays: 100 }], startsOn: '2023-01-10' };
  await journey.office.post(`/api/candidacies/${id}/engagement`, engagement, { ifMatch: found.version });
});
beforeEach(() => {
  process.env = { ...environment, DATABASE_URL: journey.database.appUrl };
  said = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});
afterAll(async () => {
  await journey.end();
  rmSync(folder, { recursive: true });
});

describe('rebond import interviews, rebond import projects', () => {
  it('imports both and says what the mission counts', async () => {
    const interviews = file('interviews.csv', 'reference,company,heldOn,firm\nE1,A,2023-01-11,Ancoris\n');
    await new ImportInterviewsCommand().run([id, interviews]);
    const projects = file('projects.csv', 'reference,company,title,capexEur,jobsPotential\nP1,A,Four,1500000,12\n');
    await new ImportProjectsCommand().run([id, projects]);
    expect(said).toEqual([
      'Entretiens ajoutés : 1, mis à jour : 0, inchangés : 0 ; en tout : 1.',
      'Projets ajoutés : 1, mis à jour : 0, inchangés : 0 ; en tout : 1, 1500000 €, emplois potentiels : 12, prévus : 0.',
    ]);
  });

  it('names file, line and column of what it refuses', async () => {
    const projects = file('bad.csv', 'reference,company,title,capexEur,jobsPotential\nP2,A,Four,douze,12\n');
    await expect(new ImportProjectsCommand().run([id, projects])).rejects.toMatchObject({
      code: 'file-refused',
      faults: [{ pointer: `${projects}:2:11` }],
    });
  });

  it.each([
    ['a file that is not there', () => [id, '/nowhere.csv'], 'file-unreadable'],
    ['what is no identifier', () => ['dossier-1', '/nowhere.csv'], 'candidacy'],
    ['an unknown case', () => ['01920000-0000-7000-8000-00000000dead', file('a.csv', 'reference\n')], 'absent'],
  ])('refuses %s', async (_, parameters, code) => {
    await expect(new ImportInterviewsCommand().run(parameters())).rejects.toMatchObject({ code });
  });
});
