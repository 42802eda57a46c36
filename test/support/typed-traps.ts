/** What people type that a typesetter, a template or a font could stumble on. */
export const TRAPS: readonly (readonly [string, string])[] = [
  [
    'du Typst',
    '#panic("non") #import "x" #set page(width: 1pt) #eval("1") $x^2$ ] [ } { @cible <étiquette> \\ \\n _g_ *g* `c` = T // /* */',
  ],
  ['des accolades de gabarit', '{{envelope}} {{ reasons }} }} {{'],
  ['un mot plus long qu’une page', 'a'.repeat(5_000)],
  ['une ligne de cinq mille caractères', 'mot '.repeat(1_250)],
  ['de l’arabe et de l’hébreu', 'قرار الموافقة שלום et du français'],
  ['des émojis', 'Bravo 🎉👩‍🏭🇫🇷 ✅'],
  ['du chinois', '工业复兴'],
  ['des caractères de contrôle', 'a\u0000b\u0007c\u001bd\u007fe\u0085f\u2028g\u2029h\u200bi\ufeffj\u202ek'],
  ['des sauts de ligne', 'un\n\n- deux\r\n= trois\r\rquatre\tcinq'],
  ['un substitut isolé', 'avant \ud83d après'],
  ['des signes combinants', `e${'\u0301'.repeat(50)}`],
];
