import { SESSION_FACE } from './session-face.layout.js';

/** The minutes of a session: A4, in French, tagged (PDF/UA-1). What a person typed is set as text, never read as Typst. */
export const SESSION_MINUTES = {
  name: 'session-minutes',
  source: `${SESSION_FACE}${String.raw`
#strong(data.service)
#heading(level: 1, outlined: false, data.title)
#facts(data.facts)
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
`}`,
};
