import type { WireNames } from '../wire-names.ts'
import type { ScaAnswer } from './sca-answer.ts'

/** What is at hand to answer a bank's question without asking the person. */
export interface AtHand {
  readonly identified: boolean
  readonly password: boolean
  readonly additionalPassword: boolean
  /** How to encrypt a password is known; `always`: also where the bank's link asks for a plain one. */
  readonly encryption: 'none' | 'possible' | 'always'
  /** Address of the authorisation, absolute, where it is known already. */
  readonly watch: string | undefined
}

/** Where to send something. */
export interface Target {
  readonly method: 'POST' | 'PUT'
  readonly href: string
}

/** What goes there without asking the person. */
export type Step = 'identify' | 'authenticate' | 'authenticate_more' | 'start' | 'select'

/** The one thing to do after an answer of the bank, decided by its links and status alone (NextGenPSD2 1.3 §5). */
export type Move =
  | { readonly kind: 'send'; readonly step: Step; readonly to: Target; readonly encrypted: boolean }
  | { readonly kind: 'browser' | 'oauth' | 'decoupled'; readonly href: string }
  | { readonly kind: 'choose' | 'challenge'; readonly to: Target }
  /** Something is missing that a form can ask. */
  | { readonly kind: 'credentials' }
  | { readonly kind: 'settle' | 'failed' }
  /** Only an encrypted password is taken, which needs the bank's key. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'lost' }

type LinkOf = (name: keyof WireNames['links']) => string | undefined

export function nextMove(answer: ScaAnswer, hand: AtHand, wire: WireNames): Move {
  const link: LinkOf = (name) => answer.links[wire.links[name]]
  const status = answer.scaStatus?.toLowerCase()
  if (status === 'finalised' || status === 'exempted') return { kind: 'settle' }
  if (status === 'failed') return { kind: 'failed' }

  const oauth = link('scaOAuth')
  if (oauth !== undefined) return { kind: 'oauth', href: oauth }
  const browser = link('scaRedirect')
  if (browser !== undefined) return { kind: 'browser', href: browser }
  return (
    askForCode(answer, link, hand) ??
    selectMethod(answer, link) ??
    proveIdentity(hand, link) ??
    fallback(answer, link, hand)
  )
}

function askForCode(answer: ScaAnswer, link: LinkOf, hand: AtHand): Move | undefined {
  const to = target(link('authorise'), link('startWithTransactionAuthorisation'))
  if (to) return { kind: 'challenge', to }
  // Some banks send the challenge and forget the link: the code then goes to the authorisation itself.
  const self = link('scaStatus') ?? hand.watch
  const forgotten = answer.challengeData !== undefined && answer.scaMethods.length === 0 && self !== undefined
  return forgotten ? { kind: 'challenge', to: { method: 'PUT', href: self } } : undefined
}

function selectMethod(answer: ScaAnswer, link: LinkOf): Move | undefined {
  const to = target(link('selectMethod'), link('startWithMethodSelection'))
  if (!to || answer.scaMethods.length === 0) return undefined
  return answer.scaMethods.length === 1
    ? { kind: 'send', step: 'select', to, encrypted: false }
    : { kind: 'choose', to }
}

function proveIdentity(hand: AtHand, link: LinkOf): Move | undefined {
  const canEncrypt = hand.encryption !== 'none'
  const sealed = (put: string | undefined, post: string | undefined) => (canEncrypt ? target(put, post) : undefined)
  const more = sealed(link('updateAdditionalEncryptedAuthentication'), undefined)
  const secret = sealed(link('updateEncryptedAuthentication'), link('startWithEncryptedAuthentication'))
  const steps: readonly (readonly [Step, Target | undefined, boolean, boolean])[] = [
    ['authenticate_more', more, hand.additionalPassword, true],
    ['authenticate_more', target(link('updateAdditionalAuthentication'), undefined), hand.additionalPassword, false],
    ['authenticate', secret, hand.password, true],
    ['authenticate', target(link('updateAuthentication'), link('startWithAuthentication')), hand.password, false],
    ['identify', target(link('updateIdentification'), link('startWithIdentification')), hand.identified, false],
    ['start', target(undefined, link('startAuthorisation')), true, false],
  ]
  for (const [step, to, possible, encrypted] of steps) {
    if (to && possible) return { kind: 'send', step, to, encrypted: encrypted || hand.encryption === 'always' }
  }
  return steps.some(([, to]) => to) ? { kind: 'credentials' } : undefined
}

function fallback(answer: ScaAnswer, link: LinkOf, hand: AtHand): Move {
  if (link('updateEncryptedAuthentication') ?? link('startWithEncryptedAuthentication')) return { kind: 'unsupported' }
  if (answer.consentStatus?.toLowerCase() === 'valid') return { kind: 'settle' }
  const watch = link('scaStatus') ?? (answer.scaStatus === undefined ? undefined : hand.watch)
  return watch === undefined ? { kind: 'lost' } : { kind: 'decoupled', href: watch }
}

/**
 * Links that update go by PUT, links that start by POST; one that leads to an authorisation that exists already updates it
 * (1.3 §7.1, §7.2), whatever it is called.
 */
function target(put: string | undefined, post: string | undefined): Target | undefined {
  if (put !== undefined) return { method: 'PUT', href: put }
  if (post === undefined) return undefined
  return { method: /\/authorisations\/[^/?#]+\/?(?:[?#]|$)/.test(post) ? 'PUT' : 'POST', href: post }
}
