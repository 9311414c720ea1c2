/** See ../de.ts, which this is part of. */
export const manageDe = {
  'manage.title': 'Ihre Konten',
  'manage.lead': 'Was {client} bei {bank} abrufen kann.',
  'manage.saved': 'Ihre Auswahl ist gespeichert.',
  'manage.until': 'Zustimmung bis zum {date}',
  'manage.days': '{count, plural, =0 {Endet heute} one {noch # Tag} other {noch # Tage}}',
  'manage.last': 'Letzte Aktualisierung:',
  'manage.next': 'Nächste Aktualisierung:',
  'manage.quota':
    'Heute {used, number} von {limit, plural, one {# Aktualisierung} other {# Aktualisierungen}} verbraucht',
  'manage.attention': 'Ihre Bank bittet Sie, erneut zu bestätigen.',
  'manage.gap': 'Kontostand und Umsätze weichen seit dem {date} um {amount} voneinander ab.',
  'manage.unused': '{types}: nicht hinzugefügt',
  'manage.add': 'Hinzufügen',
  'manage.renew': 'Jetzt erneuern',
  'manage.save': 'Auswahl speichern',
  'manage.disconnect': '{bank} trennen',
} as const
