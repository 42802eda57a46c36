import { LAYOUT } from './layout.js';

/** The receipt of a deposit (CRPA R112-5). */
export const RECEIPT = {
  name: 'receipt',
  source: `${LAYOUT}${String.raw`
#set par(justify: false)
#let lines(values) = values.join(linebreak())
#block(width: 60%)[
  #strong(data.sender.name) \
  #lines(data.sender.address) \
  #lines(data.sender.contact)
]
#heading(level: 1, outlined: false, data.heading)
#if data.notice != none { block(width: 100%, stroke: 1pt + luma(60), inset: 8pt, strong(data.notice)) }
#grid(
  columns: (auto, 1fr),
  column-gutter: 1.4em,
  row-gutter: 0.8em,
  ..data.facts.map(((term, value)) => (strong(term), lines(value.split("\n")))).flatten(),
)
#for section in data.sections {
  heading(level: 2, outlined: false, section.title)
  if section.items.len() > 0 { list(..section.items.map(one => text(one))) }
  for one in section.text { par(one) }
}
#v(1em)
#block(breakable: false, width: 100%, stroke: (top: 0.5pt + luma(170)), inset: (top: 0.7em))[
  #note(data.law) \
  #note(data.digest)
]
`}`,
};
