/**
 * Every rule about which browser a session, a way to a bank and what comes back on it belong to (WIRE §4). The documentation is
 * written from these rows, and `binding-table.test.ts` plays each of them on a running server.
 */
export const surfaces = {
  link: 'the link of the session',
  address: 'a page with the browser’s secret in its address (`t`)',
  code: 'the QR code',
  departure: 'a departure (`/v2.1/widget/depart`)',
  return: 'the bank’s return (`/bank/callback/…`)',
} as const

export const browsers = {
  own: 'of the session (its cookie)',
  tab: 'the tab that our framed page opened',
  answered: 'another, that said “yes” before the bank',
  other: 'another',
  former: 'of the session until another took over',
  cookieless: 'of the session, without its cookies',
} as const

/** `Sec-Fetch-Site` as the browser sends it. */
export const origins = {
  own: 'our page (`same-origin`)',
  elsewhere: 'another site (`cross-site`)',
  nowhere: 'typed, or an app (`none`)',
  silent: 'it does not say',
  bank: 'the bank',
} as const

export const states = {
  going: 'under way',
  used: 'already used',
  expired: 'its ten minutes are over',
  again: 'the way was begun again',
  back: 'another bank is being chosen',
  cancelled: 'cancelled',
  left: 'left for another link',
  taken: 'taken over in another browser',
  rival: 'begun in another session at the same bank',
  finished: 'finished',
  guessed: 'three numbers were wrong',
  over: 'the session is over',
} as const

export const ends = {
  page: 'its page',
  nothing: 'nothing personal; may start over while nothing is connected',
  number: 'shows a number, is nobody yet',
  bank: 'to the bank',
  asked: 'is asked: whose accounts, for which client',
  onward: 'goes on, is of the session',
  refused: 'refused',
} as const

export interface BindingRule {
  readonly opens: keyof typeof surfaces
  readonly browser: keyof typeof browsers
  readonly from: keyof typeof origins
  readonly state: keyof typeof states
  readonly then: keyof typeof ends
  /** What becomes of the permission that the bank has granted meanwhile. */
  readonly consent?: 'ended' | 'kept' | 'waits'
}

const rule = (
  opens: BindingRule['opens'],
  browser: BindingRule['browser'],
  from: BindingRule['from'],
  state: BindingRule['state'],
  then: BindingRule['then'],
  consent?: BindingRule['consent'],
): BindingRule => ({ opens, browser, from, state, then, ...(consent ? { consent } : {}) })

export const bindingRules: readonly BindingRule[] = [
  rule('link', 'own', 'elsewhere', 'going', 'page'),
  rule('link', 'other', 'elsewhere', 'going', 'nothing'),
  rule('link', 'other', 'silent', 'going', 'nothing'),
  rule('link', 'former', 'elsewhere', 'taken', 'nothing'),
  rule('link', 'own', 'elsewhere', 'over', 'refused'),

  rule('address', 'cookieless', 'own', 'going', 'page'),
  rule('address', 'cookieless', 'silent', 'going', 'page'),
  rule('address', 'other', 'elsewhere', 'going', 'nothing'),
  rule('address', 'other', 'nowhere', 'going', 'nothing'),
  rule('address', 'former', 'own', 'taken', 'nothing'),

  rule('code', 'other', 'nowhere', 'going', 'number'),
  rule('code', 'other', 'nowhere', 'used', 'refused'),
  rule('code', 'other', 'nowhere', 'guessed', 'refused'),
  rule('code', 'other', 'nowhere', 'back', 'refused'),
  rule('code', 'other', 'nowhere', 'cancelled', 'refused'),
  rule('code', 'other', 'nowhere', 'taken', 'refused'),
  rule('code', 'other', 'nowhere', 'over', 'refused'),

  rule('departure', 'own', 'own', 'going', 'bank'),
  rule('departure', 'own', 'elsewhere', 'going', 'bank'),
  rule('departure', 'own', 'silent', 'going', 'bank'),
  rule('departure', 'tab', 'own', 'going', 'bank'),
  rule('departure', 'tab', 'silent', 'going', 'asked'),
  rule('departure', 'cookieless', 'own', 'going', 'bank'),
  rule('departure', 'cookieless', 'silent', 'going', 'asked'),
  rule('departure', 'other', 'elsewhere', 'going', 'asked'),
  rule('departure', 'other', 'nowhere', 'going', 'asked'),
  rule('departure', 'other', 'silent', 'going', 'asked'),
  rule('departure', 'own', 'own', 'expired', 'page'),
  rule('departure', 'tab', 'own', 'expired', 'refused'),
  rule('departure', 'other', 'silent', 'expired', 'refused'),
  rule('departure', 'own', 'own', 'used', 'refused'),
  rule('departure', 'other', 'elsewhere', 'used', 'refused'),
  rule('departure', 'own', 'own', 'again', 'refused'),
  rule('departure', 'own', 'own', 'back', 'refused'),
  rule('departure', 'own', 'own', 'cancelled', 'refused'),
  rule('departure', 'tab', 'own', 'cancelled', 'refused'),
  rule('departure', 'own', 'own', 'left', 'refused'),
  rule('departure', 'own', 'own', 'rival', 'refused'),
  rule('departure', 'own', 'own', 'finished', 'refused'),
  rule('departure', 'former', 'own', 'taken', 'refused'),
  rule('departure', 'other', 'elsewhere', 'taken', 'refused'),
  rule('departure', 'own', 'own', 'over', 'refused'),
  rule('departure', 'other', 'elsewhere', 'over', 'refused'),

  rule('return', 'own', 'bank', 'going', 'onward', 'kept'),
  rule('return', 'tab', 'bank', 'going', 'onward', 'kept'),
  rule('return', 'answered', 'bank', 'going', 'onward', 'kept'),
  rule('return', 'cookieless', 'bank', 'going', 'asked', 'waits'),
  rule('return', 'other', 'bank', 'going', 'asked', 'waits'),
  rule('return', 'own', 'bank', 'finished', 'page', 'kept'),
  rule('return', 'other', 'bank', 'finished', 'refused', 'kept'),
  rule('return', 'own', 'bank', 'again', 'refused', 'ended'),
  rule('return', 'tab', 'bank', 'again', 'refused', 'ended'),
  rule('return', 'own', 'bank', 'back', 'refused', 'ended'),
  rule('return', 'own', 'bank', 'cancelled', 'refused', 'ended'),
  rule('return', 'tab', 'bank', 'cancelled', 'refused', 'ended'),
  rule('return', 'own', 'bank', 'left', 'refused', 'ended'),
  rule('return', 'own', 'bank', 'rival', 'refused', 'ended'),
  rule('return', 'former', 'bank', 'taken', 'refused', 'ended'),
  rule('return', 'tab', 'bank', 'taken', 'refused', 'ended'),
  rule('return', 'answered', 'bank', 'taken', 'refused', 'ended'),
  rule('return', 'other', 'bank', 'taken', 'refused', 'ended'),
  rule('return', 'own', 'bank', 'over', 'refused', 'ended'),
  rule('return', 'tab', 'bank', 'over', 'refused', 'ended'),
  rule('return', 'other', 'bank', 'over', 'refused', 'ended'),
]

const consents = { ended: 'ended', kept: 'stays', waits: 'waits for the answer' } as const

export function bindingMarkdown(): string {
  const rows = bindingRules.map(
    ({ opens, browser, from, state, then, consent }) =>
      `| ${surfaces[opens]} | ${browsers[browser]} | ${origins[from]} | ${states[state]} | ${ends[then]} | ${consent ? consents[consent] : ''} |`,
  )
  return [
    '| what is opened | by which browser | coming from | the journey | then | permission at the bank |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
