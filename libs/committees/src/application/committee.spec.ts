import { STATES } from '@rebond/candidacies';
import { hasCommittees, requireCommittees, requireLaunch } from './committee.js';

const launch = Temporal.Instant.from('2023-06-14T08:00:00Z');
const after = Temporal.Instant.from('2023-10-03T12:00:00Z');
const before = Temporal.Instant.from('2023-06-01T08:00:00Z');

describe('Un comité de pilotage', () => {
  it('se réunit de la sélection à la fin du suivi', () => {
    expect(STATES.filter((state) => hasCommittees({ state }))).toEqual(['selected', 'engineering', 'funded']);
    expect(() => requireCommittees({ state: 'abandoned' })).toThrow('Les comités de ce dossier ont pris fin');
  });

  it('de clôture suit celui de lancement', () => {
    expect(() => requireLaunch('closing', after, undefined)).toThrow("Le comité de lancement ne s'est pas tenu");
    expect(() => requireLaunch('closing', before, launch)).toThrow("Le comité de lancement ne s'est pas tenu");
    expect(() => requireLaunch('closing', after, launch)).not.toThrow();
    expect(() => requireLaunch('interim', before, undefined)).not.toThrow();
  });
});
