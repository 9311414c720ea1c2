/** See ../es.ts, which this is part of. */
export const manageEs = {
  'manage.title': 'Sus cuentas',
  'manage.lead': 'Lo que {client} puede consultar en {bank}.',
  'manage.saved': 'Su selección se ha guardado.',
  'manage.until': 'Autorización hasta el {date}',
  'manage.days': '{count, plural, =0 {Termina hoy} one {Queda # día} other {Quedan # días}}',
  'manage.last': 'Última actualización:',
  'manage.next': 'Próxima actualización:',
  'manage.quota': '{used, number} de {limit, plural, one {# actualización usada} other {# actualizaciones usadas}} hoy',
  'manage.attention': 'Su banco le pide que vuelva a confirmar.',
  'manage.gap': 'El saldo y los movimientos difieren en {amount} desde el {date}.',
  'manage.unused': '{types}: sin añadir',
  'manage.add': 'Añadir',
  'manage.renew': 'Renovar ahora',
  'manage.save': 'Guardar mi selección',
  'manage.disconnect': 'Desconectar {bank}',
} as const
