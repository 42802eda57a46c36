/**
 * What the papers share: an A4 page in French, numbered, with a title that readers' programs show. Texts come from
 * `data`; what a person typed is set as text, paragraphs and line breaks kept, and never read as Typst.
 */
export const LAYOUT = String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author)
#set text(lang: "fr", region: "FR", font: "Libertinus Serif", size: 11pt, hyphenate: true)
#set par(justify: true, leading: 0.62em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 2.4cm, top: 2.4cm, bottom: 2.2cm),
  footer: context [
    #set text(size: 8.5pt, fill: luma(90))
    #data.footer #h(1fr) #counter(page).display("1 / 1", both: true)
  ],
)
#set table(stroke: 0.5pt + luma(170), inset: 6pt)
#show heading: set text(hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): it => block(above: 1.6em, below: 0.9em, text(size: 15pt, it.body))
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.7em, text(size: 12.5pt, it.body))
#show heading.where(level: 3): it => block(above: 1.1em, below: 0.5em, text(size: 11pt, it.body))
#let prose(value) = {
  for paragraph in value.split(regex("\n\s*\n")) {
    par(paragraph.split("\n").join(linebreak()))
  }
}
#let note(value) = text(size: 9pt, fill: luma(80), value)
`;
