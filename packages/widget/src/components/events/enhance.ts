import type { EventFeed } from '@raccord/contract'

// A file of its own, loaded by load.ts where somebody listens.

const host: Window | null = window.parent === window ? window.opener : window.parent
const framed = window.parent !== window
let feed: EventFeed | undefined
/** Number of the last event posted. */
let last = 0
let height = 0

/** Posts what happened since the last page; called again whenever the page is redrawn in place. */
export function tellEvents(body: HTMLElement): void {
  const text = body.dataset['events']
  if (!text) return
  feed = JSON.parse(text) as EventFeed
  last ||= recall()
  for (const event of feed.list) if (event.seq > last) post(event, event.seq)
  if (framed) watchHeight()
}

/** What only the page knows: a search, the way out of an error screen. */
export function say(type: string, fields: object): void {
  if (feed) post({ type, ts: now(), ...fields }, last + 1)
}

/** The end without success, and the name of the journey: for the closing message. */
export function closing(): string | undefined {
  if (feed?.exit) say('exit', feed.exit)
  return feed?.envelope.journey
}

function post(event: object, seq: number): void {
  if (!feed) return
  last = seq
  keep()
  // Delivered only to a window of that very origin, so at most one arrives.
  for (const origin of feed.origins) host?.postMessage({ ...feed.envelope, ...event, seq }, origin)
}

/** Survives reloads and the way to the bank and back in this tab. */
function recall(): number {
  try {
    return Number(sessionStorage.getItem(key()))
  } catch {
    // Storage is blocked: the frame's own name survives its pages, if the host gave it none.
    return Number(window.name.split(key())[1] ?? 0)
  }
}

function keep(): void {
  try {
    sessionStorage.setItem(key(), String(last))
  } catch {
    if (!window.name || window.name.startsWith('raccord ')) window.name = key() + last
  }
}

const now = () => Math.floor(Date.now() / 1000)
const key = () => `raccord ${feed?.envelope.journey} `

/** The card fills its frame, so its own height says nothing: what counts is where its content ends. */
function watchHeight(): void {
  const measure = () => {
    const main = document.querySelector('main')
    const end = main?.lastElementChild?.getBoundingClientRect().bottom ?? 0
    const foot = document.querySelector<HTMLElement>('footer')?.offsetHeight ?? 0
    const needed = Math.ceil(end + scrollY + foot) + 24
    if (needed === height) return
    height = needed
    post({ type: 'resize', ts: now(), height }, last)
  }
  const observer = new ResizeObserver(measure)
  for (const part of document.querySelectorAll('main > *, footer')) observer.observe(part)
}

// Escape: the page around can't hear it. A search that holds text is cleared by it instead.
addEventListener(
  'keydown',
  ({ key: pressed, target }) => {
    if (pressed !== 'Escape' || (target instanceof HTMLInputElement && target.value)) return
    post({ type: 'dismiss', ts: now() }, last)
  },
  true,
)
tellEvents(document.body)
