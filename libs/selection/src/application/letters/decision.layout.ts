/** The face of a letter's page and text; `letter` sets what it says, in whichever document. */
export const LETTER = String.raw`
#let letter-page = (paper: "a4", margin: (x: 2.5cm, top: 2.2cm, bottom: 2.4cm))
#let letter-text = (lang: "fr", region: "FR", font: "Libertinus Serif", size: 11pt, hyphenate: true)
#let letter-par = (justify: false, leading: 0.62em, spacing: 1em)
#let lines(values) = values.join(linebreak())
#let letter(data, level: 1) = {
  set text(..letter-text)
  set par(..letter-par)
  show heading: it => block(above: 1.4em, below: 1.2em, text(size: 13pt, weight: "bold", hyphenate: false, it.body))
  block(width: 60%)[
    #strong(data.sender.name) \
    #lines(data.sender.address) \
    #lines(data.sender.contact)
  ]
  v(0.8em)
  align(right, block(width: 55%)[
    #align(left)[
      #data.recipient.role \
      #strong(data.recipient.name)
      #v(0.4em)
      #data.date
    ]
  ])
  if data.notice != none {
    block(width: 100%, stroke: 1pt + luma(60), inset: 8pt, strong(data.notice))
  }
  for (term, value) in data.references {
    block(above: 0.6em, below: 0.6em)[#strong(term) #value]
  }
  heading(level: level, outlined: false, bookmarked: false, data.subject)
  if data.grounds.len() > 0 {
    block(above: 0.6em, below: 0.6em, data.groundsTitle)
    list(..data.grounds.map(one => text(one)))
  }
  for one in data.blocks {
    if one.kind == "list" { list(..one.items.map(item => lines(item.split("\n")))) }
    else { par(lines(one.lines.map(line => line.split("\n")).flatten())) }
  }
  block(above: 2em, breakable: false, width: 100%)[
    #align(right, block(width: 60%, align(left, lines(data.signature))))
  ]
}
`;

/**
 * A decision's letter: A4, in French, tagged for readers of any kind (PDF/UA-1). Everything that it says comes from
 * `data`; what a person typed is set as text, and never read as Typst.
 */
export const DECISION_LETTER = {
  name: 'decision-letter',
  source: `${LETTER}${String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.sender.name)
#set text(..letter-text)
#set page(
  ..letter-page,
  footer: context [
    #set text(size: 8.5pt, fill: luma(80))
    #data.footer #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#letter(data)
`}`,
};
