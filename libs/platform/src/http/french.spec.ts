import { z } from 'zod';
import './french.js';

const said = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

describe('why a value is refused', () => {
  it.each([
    [z.number().min(1), 0, 'Au moins 1.'],
    [z.number().max(65_535), 70_000, 'Au plus 65\u202f535.'],
    [z.number().positive(), 0, 'Plus de 0.'],
    [z.number().negative(), 0, 'Moins de 0.'],
    [z.string().min(1), '', 'Ce champ est à remplir.'],
    [z.string().min(2), 'a', 'Au moins 2 caractères.'],
    [z.string().max(1), 'ab', 'Au plus 1 caractère.'],
    [z.array(z.string()).min(1), [], 'Au moins 1 élément.'],
    [z.int(), 1.5, 'Un nombre entier est attendu.'],
    [z.number(), 'un', 'Un nombre est attendu.'],
    [z.string(), undefined, 'Valeur obligatoire absente.'],
    [z.email(), 'a', 'Cette adresse de courriel est invalide.'],
    [z.uuid(), 'a', 'Cet identifiant est invalide.'],
    [z.iso.date(), '2023-02-30', 'Cette date est invalide (AAAA-MM-JJ).'],
    [z.enum(['oui', 'non']), 'peut-être', 'Une de ces valeurs : oui, non.'],
    [z.literal(true), false, 'La valeur attendue est true.'],
    [z.number().multipleOf(0.5), 0.3, 'Nombre invalide : doit être un multiple de 0.5'],
  ])('%#', (schema, value, sentence) => expect(said(schema, value)).toBe(sentence));
});
