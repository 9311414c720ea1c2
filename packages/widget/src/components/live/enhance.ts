import { announcer } from '../../browser/announce.ts'
import { type Enhancers, enhanceAll } from '../../browser/enhance.ts'
import { events } from '../events/load.ts'

const quietFor = 10_000

/** Polls the journey's revision; a new one redraws the page: figures in place, another screen as a whole. */
export function enhanceLive(card: HTMLElement, enhancers: Enhancers): void {
  const { poll = '', self = '' } = card.dataset
  let known = card.dataset['revision']
  let delay = 1500
  let spoke = performance.now()
  const say = announcer(card)

  const look = async () => {
    try {
      const answer = await fetch(poll)
      // Gone or not ours: the page itself will say so. Unhurried, should it not.
      if (answer.status >= 400 && answer.status < 500) return setTimeout(() => location.replace(self), 5000)
      if (!answer.ok) throw new Error()
      const { revision } = await answer.json()
      // Known once it is drawn: a page that was lost on the way is asked for again.
      if (String(revision) !== known && !(await redraw())) return
      known = String(revision)
      delay = 1500
    } catch {
      // The network or the server will be back: ask less often until then.
      delay = Math.min(delay * 2, 15_000)
    }
    setTimeout(look, delay)
  }

  /** Takes the figures of the newly drawn page, and nothing that may hold focus. Nothing where that is the last of them. */
  const redraw = async () => {
    const page = await fetchDocument(self)
    const parts = page.querySelectorAll('[data-live]')
    const old = card.querySelectorAll('[data-live]')
    // As many of them only where it is the same page.
    if (!old[0] || parts.length !== old.length) return location.replace(self)
    for (const [at, part] of parts.entries()) {
      old[at]?.replaceWith(document.adoptNode(part))
      enhanceAll(enhancers, part)
    }
    events?.tellEvents(page.body)
    if (performance.now() - spoke > quietFor) {
      spoke = performance.now()
      say(card.querySelector('.current .grow')?.textContent ?? '')
    }
    return page.querySelector('[data-enhance=live]')
  }
  setTimeout(look, 600)
}

/** By XMLHttpRequest because it parses HTML itself: `DOMParser` is closed under Trusted Types. */
function fetchDocument(url: string): Promise<Document> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.onloadend = () => (request.responseXML ? resolve(request.responseXML) : reject())
    request.open('GET', url)
    request.send()
  })
}
