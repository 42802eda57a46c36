import { LETTER } from '../letters/decision.layout.js';
import { FOLDER_PARTS } from './folder-parts.layout.js';

/** Face of the folder, and of what its map says. */
export const FOLDER_FONT = 'Libertinus Serif';

/**
 * The minister's folder: A4, in French, tagged (PDF/UA-1), with bookmarks. Everything that it says comes from `data`; what
 * a person typed is set as text, and never read as Typst.
 */
export const FOLDER = {
  name: 'minister-folder',
  source: `${LETTER}${FOLDER_PARTS}${String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author)
#set text(lang: "fr", region: "FR", font: "${FOLDER_FONT}", size: 10.5pt, hyphenate: true)
#set par(justify: false, leading: 0.6em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 2.6cm, bottom: 2.2cm),
  header: context if here().page() > 1 { running(data.header, data.mark) },
  footer: context align(right, numbered(data.page)),
)
#show heading.where(level: 1): it => block(below: 1em, text(size: 19pt, fill: accent, hyphenate: false, it.body))
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em, sticky: true, text(size: 13.5pt, hyphenate: false, it.body))
#show heading.where(level: 3): it => block(above: 1.3em, below: 0.6em, sticky: true, text(size: 11pt, fill: accent, hyphenate: false, it.body))
#set table(stroke: none, inset: (x: 6pt, y: 5pt))
#show table: set text(hyphenate: false)

#cover(data)
#pagebreak()
#heading(level: 1, outlined: false, bookmarked: false, data.contents.title)
#show outline.entry.where(level: 1): set block(above: 1em)
#show outline.entry.where(level: 1): set text(weight: "bold")
#outline(title: none, depth: data.contents.depth, indent: 1.2em)

#pagebreak()
#heading(level: 1, data.figures.title)
#for one in data.figures.tables {
  heading(level: 2, outlined: false, one.title)
  tabular((1fr,) + (auto,) * (one.head.len() - 1), one, numeric: range(1, one.head.len()))
}
#for one in data.figures.notes { par(one) }

#pagebreak()
#heading(level: 1, data.map.title)
#map-of-france(data.map)

#pagebreak()
#heading(level: 1, data.list.title)
#[
  #set text(size: 9.5pt)
  #tabular((26%, auto, auto, auto, 1fr), data.list.table, numeric: (2, 3))
]
#heading(level: 2, outlined: false, data.list.differencesTitle)
#if data.list.differences.rows.len() == 0 { data.list.noDifference } else {
  tabular((27%, auto, auto, 1fr), data.list.differences)
}

#pagebreak()
#heading(level: 1, data.sheets.title)
#if data.sheets.items.len() == 0 { data.sheets.none }
#for (n, one) in data.sheets.items.enumerate() {
  if n > 0 { pagebreak() }
  sheet(one)
}

#pagebreak()
#heading(level: 1, data.letters.title)
#par(data.letters.lead)
#[
  #show table.cell: it => if it.x == 2 and it.y > 0 { text(size: 7pt, font: "DejaVu Sans Mono", it) } else { it }
  #tabular((1fr, auto, auto), data.letters.table)
]
#let last = data.letters.items.len() - 1
#if last < 0 [#metadata(none) <end>]
#for (n, one) in data.letters.items.enumerate() [
  #set page(
    ..letter-page,
    header: context running(data.header, data.mark),
    footer: context [#text(size: 8.5pt, fill: mute, one.letter.footer) #h(1fr) #numbered(data.page)],
  )
  #[
    #show heading.where(level: 2): it => block(below: 1em, text(size: 8.5pt, weight: "regular", fill: mute, it.body))
    #heading(level: 2, one.title)
  ]
  #if one.notice != none { block(width: 100%, stroke: 1pt + mute, inset: 8pt, one.notice) }
  #letter(one.letter, level: 3)
  #if n == last [#metadata(none) <end>]
]
`}`,
};
