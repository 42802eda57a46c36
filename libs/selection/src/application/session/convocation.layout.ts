import { SESSION_FACE } from './session-face.layout.js';

/** The convocation to a session: A4, in French, tagged (PDF/UA-1). */
export const SESSION_CONVOCATION = {
  name: 'session-convocation',
  source: `${SESSION_FACE}${String.raw`
#block(width: 60%)[
  #strong(data.service) \
  #lines(data.address) \
  #lines(data.contact)
]
#align(right, block(width: 50%, align(left, data.date)))
#heading(level: 1, outlined: false, data.title)
#par(data.salutation)
#par(data.lead)
#facts(data.facts)
#if data.notice != none { block(width: 100%, stroke: 1pt + luma(60), inset: 8pt, lines(data.notice.split("\n"))) }
#heading(level: 2, outlined: false, data.agendaTitle)
#enum(..data.agenda.map(one => text(one)))
#heading(level: 2, outlined: false, data.membersTitle)
#list(..data.members.map(one => text(one)))
#heading(level: 2, outlined: false, data.rulesTitle)
#for one in data.rules { par(one) }
#block(above: 2em, breakable: false, width: 100%)[
  #align(right, block(width: 60%, align(left, lines(data.signature))))
]
`}`,
};
