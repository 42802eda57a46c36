import { answerText, REPLY_MARK } from './answer-text.js';

const cases: readonly (readonly [string, string, string])[] = [
  ['nothing quoted', 'Bonjour,\r\nVoici la pièce.\r\n', 'Bonjour,\nVoici la pièce.'],
  ['our own mark', `Oui.\n\n${REPLY_MARK}\nNouveau message`, 'Oui.'],
  ['our mark, quoted', `Oui.\n> ${REPLY_MARK}\n> Nouveau message`, 'Oui.'],
  ['a French attribution', 'Oui.\n\nLe ven. 20 janv. 2023 à 10:00, Rebond <r@x.fr> a écrit :\n> Bonjour', 'Oui.'],
  ['one broken over two lines', 'Oui.\nLe ven. 20 janv. 2023 à 10:00, Rebond\n<r@x.fr> a écrit :\n> Bonjour', 'Oui.'],
  ['an English attribution', 'Yes.\nOn Fri, 20 Jan 2023 at 10:00, Rebond wrote:\n> Hello', 'Yes.'],
  ['headers of the original', 'Oui.\nDe : Rebond <r@x.fr>\nEnvoyé : vendredi 20 janvier\nBonjour', 'Oui.'],
  ['a line that begins like headers', 'De : rien ne presse.\nMerci', 'De : rien ne presse.\nMerci'],
  ['a trailing quotation', 'Oui.\n> Bonjour\n> Cordialement\n', 'Oui.'],
  ['a quotation in the middle stays', '> Quand ?\nDemain.', '> Quand ?\nDemain.'],
  ['a sentence that begins like an attribution', 'Le dossier suit.\nMerci', 'Le dossier suit.\nMerci'],
  ['nothing but a quotation', '> Bonjour\n> Merci', ''],
];

it.each(cases)('of an answer with %s, keeps what was written', (_, mail, kept) => {
  expect(answerText(mail)).toBe(kept);
});
