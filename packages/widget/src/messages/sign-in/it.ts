/** See ../it.ts, which this is part of. */
export const signInIt = {
  'signIn.title': 'Accesso',
  'signIn.lead': 'Con l’account che ha per {client}.',
  'signIn.email': 'Email',
  'signIn.password': 'Password',
  'signIn.refusedText': 'L’email o la password non è corretta. Le controlli entrambe e riprovi.',
  'signIn.laterText': 'Attenda qualche minuto e riprovi.',
  'signIn.allow': 'Accedendo autorizza {client} a:',
  'signIn.submit': 'Accedi e autorizza',

  'allow.openid': 'sapere che si tratta di lei',
  'allow.profile': 'vedere il suo profilo',
  'allow.profile_edit': 'modificare il suo profilo',
  'allow.accounts_read': 'vedere i suoi conti e i relativi saldi',
  'allow.accounts_manage': 'vedere i suoi conti e i relativi saldi, e rimuovere conti',
  'allow.connections_manage': 'vedere, modificare ed eliminare i suoi collegamenti con le banche',
  'allow.connections_sync': 'aggiornare i suoi conti',
  'allow.transactions_read': 'leggere i suoi movimenti',
} as const
