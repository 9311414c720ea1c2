import type { Frame, SignInScreen } from '@raccord/contract'
import type { Case } from '../../fixture.ts'

const screen: SignInScreen = {
  kind: 'sign_in',
  request: [
    ['response_type', 'code'],
    ['client_id', 'compta'],
    ['redirect_uri', 'https://compta.example/oauth?from=raccord'],
    ['scope', 'accounts_read transactions_read'],
    ['state', '"><script>'],
  ],
  scopes: ['accounts_read', 'transactions_read'],
  missing: [],
  cancelUrl: 'https://compta.example/oauth?from=raccord&error=access_denied&state=xyz',
}

/** No session yet: nothing to go back to, nothing to cancel but the sign-in. */
const frame: Partial<Frame> = {
  action: '/signin',
  self: '/signin',
  canGoBack: false,
  canCancel: false,
  progress: { done: 0, total: 0 },
}

export const signInCases: readonly Case[] = [
  { name: 'sign_in/usual', screen, frame },
  {
    name: 'sign_in/everything',
    screen: {
      ...screen,
      scopes: [
        'openid',
        'profile',
        'profile_edit',
        'accounts_read',
        'accounts_manage',
        'connections_manage',
        'connections_sync',
        'transactions_read',
      ],
    },
    frame,
  },
  { name: 'sign_in/missing', screen: { ...screen, missing: ['email', 'password'] }, frame },
  { name: 'sign_in/refused', screen: { ...screen, email: 'ada@example.org', error: 'refused' }, frame },
]
