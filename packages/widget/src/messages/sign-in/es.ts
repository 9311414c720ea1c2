/** See ../es.ts, which this is part of. */
export const signInEs = {
  'signIn.title': 'Acceda',
  'signIn.lead': 'Con la cuenta de usuario que tiene para {client}.',
  'signIn.email': 'Correo electrónico',
  'signIn.password': 'Contraseña',
  'signIn.refusedText': 'El correo electrónico o la contraseña no son correctos. Compruébelos e inténtelo de nuevo.',
  'signIn.laterText': 'Espere unos minutos e inténtelo de nuevo.',
  'signIn.allow': 'Al acceder, autoriza a {client} a:',
  'signIn.submit': 'Acceder y autorizar',

  'allow.openid': 'saber que es usted',
  'allow.profile': 'ver su perfil',
  'allow.profile_edit': 'modificar su perfil',
  'allow.accounts_read': 'ver sus cuentas y sus saldos',
  'allow.accounts_manage': 'ver sus cuentas y sus saldos, y quitar cuentas',
  'allow.connections_manage': 'ver, modificar y eliminar sus conexiones con bancos',
  'allow.connections_sync': 'actualizar sus cuentas',
  'allow.transactions_read': 'consultar sus movimientos',
} as const
