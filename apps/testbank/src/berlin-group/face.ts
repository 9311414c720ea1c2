import type { Approach } from '../bank/consent.ts'

/** One address of the same bank with another setting. */
export type Face = {
  readonly path: string
  /** `choice`: the bank follows TPP-Redirect-Preferred; else it always answers the same way. */
  readonly sca: 'choice' | 'embedded' | 'redirect' | 'oauth'
}

export const FACES: readonly Face[] = [
  { path: '/berlin-group', sca: 'choice' },
  { path: '/berlin-group-embedded', sca: 'embedded' },
  { path: '/berlin-group-redirect', sca: 'redirect' },
  { path: '/berlin-group-oauth', sca: 'oauth' },
  { path: '/banks/galet/berlin-group', sca: 'embedded' },
  { path: '/banks/lario/berlin-group', sca: 'redirect' },
  { path: '/banks/brumes/berlin-group', sca: 'redirect' },
]

/** The approach is the bank's choice; OAuth counts as REDIRECT. */
export function approachOf(face: Face, redirectPreferred: boolean | undefined): Approach {
  switch (face.sca) {
    case 'choice':
      return redirectPreferred === false ? 'EMBEDDED' : 'REDIRECT'
    case 'embedded':
      return 'EMBEDDED'
    case 'redirect':
    case 'oauth':
      return 'REDIRECT'
  }
}
