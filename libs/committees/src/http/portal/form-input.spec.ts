import { dateOfForm, heldOfForm } from './form-input.js';

describe('les formulaires d’un comité', () => {
  it.each([
    ['Europe/Paris', '2023-06-14T07:30:00Z'],
    ['Indian/Reunion', '2023-06-14T05:30:00Z'],
  ])('une heure se lit à l’horloge du territoire : %s', (zone, startsAt) => {
    expect(dateOfForm({ day: '2023-06-14', time: '09:30', place: '' }, zone)).toEqual({ startsAt });
  });

  it('ce qui n’est pas une date est laissé à l’examen du verbe', () => {
    expect(dateOfForm({ day: '31/02', time: '9 h' }, 'Europe/Paris')).toEqual({ startsAt: '31/02 9 h' });
    expect(dateOfForm({ day: '', time: '09:30' }, 'Europe/Paris')).toEqual({});
  });

  it('une décision par ligne, les lignes vides laissées', () => {
    const form = { day: '', time: '', attendees: '12', decisions: ' Première.\r\n\r\nSeconde.\n' };
    expect(heldOfForm(form, 'Europe/Paris')).toEqual({ attendees: 12, decisions: ['Première.', 'Seconde.'] });
  });
});
