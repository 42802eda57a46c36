/** What the papers of a session share: A4, in French, numbered. What a person typed is set as text, never read as Typst. */
export const SESSION_FACE = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.service)
#set text(lang: "fr", region: "FR", font: "Libertinus Serif", size: 11pt, hyphenate: true)
#set par(justify: false, leading: 0.62em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 2.5cm, top: 2.2cm, bottom: 2.4cm),
  footer: context [
    #set text(size: 8.5pt, fill: luma(80))
    #data.footer #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#show heading.where(level: 1): it => block(above: 1em, below: 1em, text(size: 15pt, weight: "bold", hyphenate: false, it.body))
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, sticky: true, text(size: 12pt, weight: "bold", hyphenate: false, it.body))
#show heading.where(level: 3): it => block(above: 1.1em, below: 0.5em, sticky: true, text(size: 11pt, weight: "bold", hyphenate: false, it.body))
#let lines(values) = values.join(linebreak())
#let facts(all) = grid(
  columns: (auto, 1fr),
  column-gutter: 1.2em,
  row-gutter: 0.7em,
  ..all.map(((term, value)) => (strong(term), lines(value.split("\n")))).flatten(),
)
`;
