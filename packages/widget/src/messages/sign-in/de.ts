/** See ../de.ts, which this is part of. */
export const signInDe = {
  'signIn.title': 'Anmelden',
  'signIn.lead': 'Mit Ihrem Benutzerkonto für {client}.',
  'signIn.email': 'E-Mail-Adresse',
  'signIn.password': 'Passwort',
  'signIn.refusedText':
    'E-Mail-Adresse oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
  'signIn.laterText': 'Warten Sie einige Minuten und versuchen Sie es dann noch einmal.',
  'signIn.allow': 'Mit der Anmeldung erlauben Sie {client}:',
  'signIn.submit': 'Anmelden und erlauben',

  'allow.openid': 'zu wissen, dass Sie es sind',
  'allow.profile': 'Ihr Profil zu sehen',
  'allow.profile_edit': 'Ihr Profil zu ändern',
  'allow.accounts_read': 'Ihre Konten und Kontostände zu sehen',
  'allow.accounts_manage': 'Ihre Konten und Kontostände zu sehen und Konten zu entfernen',
  'allow.connections_manage': 'Ihre Verbindungen zu Banken zu sehen, zu ändern und zu beenden',
  'allow.connections_sync': 'Ihre Konten zu aktualisieren',
  'allow.transactions_read': 'Ihre Umsätze zu lesen',
} as const
