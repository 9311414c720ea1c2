/** Texts of the sign-in page. Part of the one catalogue in ../en.ts. */
export const signInEn = {
  'signIn.title': 'Sign in',
  'signIn.lead': 'With the account you have for {client}.',
  'signIn.email': 'Email',
  'signIn.password': 'Password',
  'signIn.refusedText': 'The email or the password is not right. Check both and try again.',
  'signIn.laterText': 'Wait a few minutes, then try again.',
  'signIn.allow': 'By signing in you allow {client} to:',
  'signIn.submit': 'Sign in and allow',

  'allow.openid': 'know that it is you',
  'allow.profile': 'see your profile',
  'allow.profile_edit': 'change your profile',
  'allow.accounts_read': 'see your accounts and their balances',
  'allow.accounts_manage': 'see your accounts and their balances, and remove accounts',
  'allow.connections_manage': 'see, change and end your connections to banks',
  'allow.connections_sync': 'bring your accounts up to date',
  'allow.transactions_read': 'read your transactions',
} as const
