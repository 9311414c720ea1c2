/** See ../it.ts, which this is part of. */
export const manageIt = {
  'manage.title': 'I suoi conti',
  'manage.lead': 'Ciò che {client} può consultare presso {bank}.',
  'manage.saved': 'La sua scelta è stata salvata.',
  'manage.until': 'Autorizzazione fino al {date}',
  'manage.days': '{count, plural, =0 {Termina oggi} one {# giorno rimasto} other {# giorni rimasti}}',
  'manage.last': 'Ultimo aggiornamento:',
  'manage.next': 'Prossimo aggiornamento:',
  'manage.quota': '{used, number} su {limit, plural, one {# aggiornamento usato} other {# aggiornamenti usati}} oggi',
  'manage.attention': 'La banca le chiede di confermare di nuovo.',
  'manage.gap': 'Saldo e movimenti differiscono di {amount} dal {date}.',
  'manage.unused': '{types}: non aggiunti',
  'manage.add': 'Aggiungi',
  'manage.renew': 'Rinnova ora',
  'manage.save': 'Salva la scelta',
  'manage.disconnect': 'Scollega {bank}',
} as const
