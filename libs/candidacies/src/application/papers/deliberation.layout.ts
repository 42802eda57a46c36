import { LAYOUT } from './layout.js';

/** A draft délibération of one intercommunalité, to be completed by its assembly. */
export const DELIBERATION = {
  name: 'deliberation',
  source: `${LAYOUT}${String.raw`
#set par(justify: false)
#text(weight: "bold", data.body) \
#note([SIREN #data.siren])

#v(1em)
#align(center)[
  #text(size: 9.5pt, fill: luma(80))[EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS]
  #heading(level: 1, outlined: false, data.title)
]
#v(0.6em)

#grid(
  columns: (1fr, 1fr),
  row-gutter: 0.7em,
  [Séance du : #box(width: 4.5cm, repeat[.])],
  [Délibération n° #box(width: 3cm, repeat[.])],
  [Membres en exercice : #box(width: 2cm, repeat[.])],
  [Présents : #box(width: 2cm, repeat[.]) Votants : #box(width: 2cm, repeat[.])],
)

#set par(justify: true)
#heading(level: 2)[Objet]
#prose(data.purpose)

#heading(level: 2)[Vu et considérant]
#for one in data.whereas [
  #par(one)
]

#heading(level: 2)[L’assemblée délibérante, après en avoir délibéré, décide]
#for (i, one) in data.decisions.enumerate() [
  #par[#strong[Article #(i + 1)] – #one]
]

#v(1em)
#grid(
  columns: (1fr, 1fr),
  row-gutter: 0.7em,
  [Pour : #box(width: 2cm, repeat[.])], [Contre : #box(width: 2cm, repeat[.])],
  [Abstentions : #box(width: 2cm, repeat[.])], [],
)

#v(1.2em)
#block(width: 100%, breakable: false)[
  Fait à #box(width: 5cm, repeat[.]), le #box(width: 3.5cm, repeat[.])

  #v(0.4em)
  #align(right, block(width: 8cm)[
    Le président ou la présidente \
    #note[Nom, prénom, signature et cachet]
    #v(2.2cm)
  ])
]

#block(breakable: false, stroke: (top: 0.5pt + luma(170)), inset: (top: 0.6em))[
  #note(data.notice)
]
`}`,
};
