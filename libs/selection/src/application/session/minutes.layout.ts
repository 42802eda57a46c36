/** The minutes of a session: A4, in French, tagged (PDF/UA-1). What a person typed is set as text, never read as Typst. */
export const SESSION_MINUTES = {
  name: 'session-minutes',
  source: String.raw`
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
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, text(size: 12pt, weight: "bold", hyphenate: false, it.body))
#show heading.where(level: 3): it => block(above: 1.1em, below: 0.5em, text(size: 11pt, weight: "bold", hyphenate: false, it.body))
#let lines(values) = values.join(linebreak())

#strong(data.service)
#heading(level: 1, outlined: false, data.title)
#for (term, value) in data.facts [
  #block(above: 0.5em, below: 0.5em)[#strong(term) #lines(value.split("\n"))]
]
#heading(level: 2, outlined: false, data.membersTitle)
#list(..data.members.map(one => text(one)))
#par(text(data.quorum))
#heading(level: 2, outlined: false, data.itemsTitle)
#for item in data.items {
  heading(level: 3, outlined: false, text(item.title))
  if item.lines.len() > 0 { list(..item.lines.map(one => lines(one.split("\n")))) }
}
#if data.corrections.len() > 0 {
  heading(level: 2, outlined: false, data.correctionsTitle)
  list(..data.corrections.map(one => lines(one.split("\n"))))
}
#block(above: 2em, breakable: false, width: 100%, grid(columns: (1fr, 1fr), ..data.signatures.map(one => text(one))))
`,
};
