import { LAYOUT } from './layout.js';

/** The whole file of a candidacy, to be read again and signed. */
export const FILE = {
  name: 'file',
  source: `${LAYOUT}${String.raw`
#align(left)[
  #text(size: 10pt, fill: luma(80), data.call)
  #heading(level: 1, outlined: false, data.territory)
]
#prose(data.standing)

#table(
  columns: (auto, 1fr),
  table.header(table.cell(colspan: 2)[#strong(data.labels.facts)]),
  ..data.facts.map(((term, value)) => (text(term), text(value))).flatten()
)

#heading(level: 2, data.labels.perimeter)
#table(
  columns: (1fr, auto, auto),
  table.header(..data.labels.perimeterHead.map(one => strong(one))),
  ..data.perimeter.flatten().map(one => text(one))
)

#let answer(cell) = {
  if cell.lines.len() == 0 { note(data.labels.noAnswer) }
  else if cell.lines.len() == 1 { prose(cell.lines.first()) }
  else { list(..cell.lines.map(one => text(one))) }
}

#for section in data.sections [
  #heading(level: 2, section.title)
  #for field in section.fields [
    #block(above: 1.1em, below: 0.5em, sticky: true, text(weight: "bold", size: 10pt, hyphenate: false, field.label))
    #if field.rows.len() == 0 { answer(field) } else {
      for row in field.rows {
        heading(level: 3, row.title)
        table(
          columns: (32%, 1fr),
          ..row.cells.map(cell => (text(size: 9.5pt, cell.label), text(size: 9.5pt, if cell.lines.len() == 0 { data.labels.noAnswer } else { cell.lines.join(" ; ") }))).flatten()
        )
      }
    }
  ]
]

#if data.lacking.len() > 0 [
  #heading(level: 2, data.labels.lacking)
  #list(..data.lacking.map(one => text(one)))
]
#if data.promised.len() > 0 [
  #heading(level: 2, data.labels.promised)
  #list(..data.promised.map(one => text(one)))
]

#block(width: 100%, breakable: false)[
  #heading(level: 2, data.labels.signature)
  #prose(data.declaration)
  #v(0.5em)
  Fait à #box(width: 5cm, repeat[.]), le #box(width: 3.5cm, repeat[.])
  #v(0.4em)
  #align(right, block(width: 8cm)[
    #data.labels.signatory \
    #note[Nom, prénom, fonction, signature et cachet]
    #v(2.2cm)
  ])
]
#note(data.digest)
`}`,
};
