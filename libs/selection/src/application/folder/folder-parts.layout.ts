/** What the minister's folder is made of. */
export const FOLDER_PARTS = String.raw`
#let accent = rgb("#0f4c43")
#let mute = luma(80)
#let prose(value) = value.split("\n").map(one => text(one)).join(linebreak())

#let running(header, mark) = [
  #set text(size: 8.5pt, fill: mute)
  #grid(columns: (1fr, auto), column-gutter: 1em, header, strong(mark))
  #v(-0.6em)
  #line(length: 100%, stroke: 0.5pt + luma(180))
]

#let numbered(words) = {
  set text(size: 8.5pt, fill: mute)
  let page = str(here().page())
  let pages = str(locate(<end>).page())
  words.replace("{page}", page).replace("{pages}", pages)
}

#let tabular(columns, content, numeric: ()) = table(
  columns: columns,
  align: (x, y) => if x in numeric { right + top } else { left + top },
  stroke: (x, y) => if y == 0 { (bottom: 1pt + accent) } else { (bottom: 0.4pt + luma(200)) },
  table.header(..content.head.map(one => text(weight: "bold", hyphenate: false, one))),
  ..content.rows.flatten().map(prose),
)

#let cover(data) = {
  v(3cm)
  block(below: 1.6em, text(size: 13pt, fill: mute, data.kicker))
  block(above: 0pt, below: 1.4em, text(size: 28pt, weight: "bold", fill: accent, hyphenate: false, data.heading))
  block(above: 0pt, below: 1.2cm, text(size: 15pt, data.number))
  if data.notice != none {
    block(width: 100%, stroke: 1.2pt + accent, inset: 12pt, text(weight: "bold", data.notice))
  }
  v(0.8cm)
  for (term, value) in data.facts {
    block(above: 1.3em, below: 0pt, text(size: 9pt, fill: mute, term))
    block(above: 0.55em, below: 0pt, value)
  }
}

#let map-of-france(map) = {
  par(map.lead)
  if map.none != none { par(map.none) }
  image(bytes(map.svg), format: "svg", width: 100%, alt: map.alt)
  for one in map.legend {
    box(baseline: 15%, width: 1.1em, height: 0.8em, fill: rgb(one.shade), stroke: 0.4pt + mute)
    h(0.4em)
    one.text
    h(1.6em)
  }
  par(text(size: 8.5pt, fill: mute, map.source))
  if map.none == none {
    heading(level: 2, outlined: false, map.table.title)
    tabular((35%, 1fr), map.table)
  }
}

#let sheet(one) = {
  heading(level: 2, one.title)
  table(
    columns: (auto, 1fr),
    stroke: (x, y) => (bottom: 0.4pt + luma(200)),
    inset: (x: 0pt, y: 4.5pt),
    column-gutter: 1.5em,
    ..one.facts.map(((term, value)) => (text(fill: mute, term), text(value))).flatten(),
  )
  heading(level: 3, outlined: false, one.perimeter.title)
  tabular((1fr, auto, auto), one.perimeter, numeric: (2,))
  for part in one.texts {
    heading(level: 3, outlined: false, part.title)
    if part.items.len() == 0 { part.none } else { list(..part.items.map(prose)) }
  }
  heading(level: 3, outlined: false, one.opinionsTitle)
  if one.opinions.len() == 0 { one.noOpinion }
  for opinion in one.opinions {
    block(above: 0.8em, below: 0.3em, sticky: opinion.text != none)[#strong(opinion.label) : #opinion.stance]
    if opinion.text != none { block(inset: (left: 1em), prose(opinion.text)) }
  }
}
`;
