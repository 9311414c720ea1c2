/** See ../fr.ts, which this is part of. */
export const signInFr = {
  'signIn.title': 'Identifiez-vous',
  'signIn.lead': 'Avec le compte que vous avez pour {client}.',
  'signIn.email': 'Adresse e-mail',
  'signIn.password': 'Mot de passe',
  'signIn.refusedText': 'L’adresse e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez.',
  'signIn.laterText': 'Patientez quelques minutes, puis réessayez.',
  'signIn.allow': 'En vous identifiant, vous autorisez {client} à :',
  'signIn.submit': 'S’identifier et autoriser',

  'allow.openid': 'savoir que c’est bien vous',
  'allow.profile': 'voir votre profil',
  'allow.profile_edit': 'modifier votre profil',
  'allow.accounts_read': 'voir vos comptes et leurs soldes',
  'allow.accounts_manage': 'voir vos comptes et leurs soldes, et retirer des comptes',
  'allow.connections_manage': 'voir, modifier et supprimer vos connexions aux banques',
  'allow.connections_sync': 'mettre vos comptes à jour',
  'allow.transactions_read': 'lire vos opérations',
} as const
