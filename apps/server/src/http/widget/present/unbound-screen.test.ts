import { describe, expect, it } from 'vitest'
import type { View } from '../../../journey/look.ts'
import { unboundScreen } from './unbound-screen.ts'

const view = (kind: View['step']['kind'], authorised: number) =>
  ({
    step: { kind },
    state: { authorised: Array(authorised).fill({}), providerId: '100', connectionId: 12 },
  }) as unknown as View

describe('a browser that did not begin the session', () => {
  it('may know that it is over, and nothing of what was connected', () => {
    expect(unboundScreen(view('success', 1))).toEqual({ kind: 'done' })
  })

  it.each(['sync', 'listing', 'credentials', 'challenge', 'offer', 'manage', 'error'] as const)(
    'sees nothing of %s, and may only start over what holds nothing personal yet',
    (kind) => {
      expect(unboundScreen(view(kind, 1))).toEqual({ kind: 'unbound', canRestart: false })
      expect(unboundScreen(view(kind, 0))).toEqual({ kind: 'unbound', canRestart: true })
    },
  )
})
