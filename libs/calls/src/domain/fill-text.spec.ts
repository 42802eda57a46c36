import fc from 'fast-check';
import { fillCallText, fillText, placeholdersOf } from './fill-text.js';

describe('Un texte à trous', () => {
  it('reçoit ses valeurs, autant de fois qu’elles y sont', () => {
    expect(fillText('{{a}} et {{ b }}, puis {{a}}', { a: 'Alès', b: 'Cambrai' })).toBe('Alès et Cambrai, puis Alès');
  });

  it.each([
    ['une valeur absente', '{{a}}', {}],
    ['une valeur indéfinie', '{{a}}', { a: undefined }],
    ['une valeur héritée', '{{toString}}', {}],
  ])('%s est refusée', (_what, template, values) => {
    expect(() => fillText(template, values)).toThrow('attend une valeur');
  });

  it('aucune valeur ne peut en appeler une autre, ni jouer d’un motif de remplacement', () => {
    expect(fillText('{{a}}|{{b}}', { a: '{{b}}$&$1', b: 'x' })).toBe('{{b}}$&$1|x');
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fillText('<{{a}}|{{b}}>', { a, b })).toBe(`<${a}|${b}>`);
      }),
    );
  });

  it('nomme ses trous une fois chacun', () => {
    expect(placeholdersOf('{{a}} {{b}} {{a}} {c} {{ d }}')).toEqual(['a', 'b', 'd']);
  });
});

describe('Un texte de l’appel', () => {
  const texts = { closure: { subject: 'Fin pour {{territory}}', body: 'Le {{closedOn}}.' } };
  const values = { callTitle: '', reference: '', link: '', serviceName: '', serviceAddress: '', servicePhone: '', serviceEmail: '' }; // prettier-ignore

  it('un saut de ligne glissé dans une valeur ne coupe pas l’objet du courriel', () => {
    const filled = fillCallText({ texts }, 'closure', { ...values, territory: 'Alès\r\nBcc: x', closedOn: '3 mai' });
    expect(filled).toEqual({ subject: 'Fin pour Alès Bcc: x', body: 'Le 3 mai.' });
  });

  it('un texte que l’appel n’a pas est refusé', () => {
    expect(() => fillCallText({ texts: {} }, 'closure', { ...values, territory: '', closedOn: '' })).toThrow('closure');
  });
});
