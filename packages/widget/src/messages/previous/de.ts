/** See ../de.ts, which this is part of. */
export const previousDe = {
  'channelChoice.title': 'Haben Sie ein Girokonto bei {bank}?',
  'channelChoice.lead': '{bank} lässt sich auf zwei Wegen verbinden.',
  'channelChoice.redirect': 'Mit Girokonto oder Karte',
  'channelChoice.redirectDetail': 'Sie melden sich auf der Website von {bank} an und geben dort frei: {types}.',
  'channelChoice.embedded': 'Ohne Girokonto',
  'channelChoice.embeddedDetail': 'Sie melden sich hier mit Ihren Zugangsdaten für {bank} an und geben frei: {types}.',
  'channelChoice.goRedirect': 'Meine Girokonten verbinden',
  'channelChoice.goEmbedded': 'Ich habe kein Girokonto',

  'terms.title': 'Nutzungsbedingungen',
  'terms.lead': '{client} möchte die Konten abrufen, die Sie verbinden werden.',
  'terms.what': 'Bei den Banken, die Sie selbst verbinden. Nur Lesezugriff: Zahlungen sind nicht möglich.',
  'terms.until': 'Höchstens {days, number} Tage je Bank',
  'terms.untilDetail': 'Danach bestätigen Sie erneut bei Ihrer Bank. Widerrufen können Sie jederzeit.',
  'terms.once': 'Nur einmal gefragt',
  'terms.onceDetail':
    'Die Banken, die Sie in {client} verbinden, werden dann nach diesen Bedingungen abgerufen, ohne erneute Frage.',
  'terms.fullWhat':
    'Sie erlauben {operator}, bei jeder Bank, die Sie in {client} verbinden, die Liste Ihrer Konten mit Kontoinhabern und Kontonummern, die Kontostände und die Umsätze abzurufen und an {client} weiterzugeben.',
  'terms.fullUntil':
    'Eine Zustimmung bei einer Bank endet spätestens nach {days, number} Tagen. Bis dahin dürfen die Daten ohne erneute Rückfrage aktualisiert werden, so oft Ihre Bank es zulässt. Ändern sich diese Bedingungen, werden Sie erneut gefragt.',
  'terms.agree': 'Ich stimme zu',
  'terms.accepted': 'Sie haben den Bedingungen zugestimmt',
  'terms.acceptedLead': 'Zugestimmt am {date}. Sie können Ihre Bank in {client} verbinden.',

  'professional.title': 'Ihr Geschäftskonto',
  'professional.lead': '{client} möchte wissen, zu welchem Unternehmen die Konten gehören.',
  'professional.company_name': 'Name des Unternehmens',
  'professional.country': 'Land der Registrierung',
  'professional.registration_number': 'Registernummer',
  'professional.numberHelp':
    'Frankreich: SIREN oder SIRET. Italien: Partita IVA. Vereinigtes Königreich: Company Number.',
  'professional.legal_form': 'Rechtsform',
  'professional.role': 'Ihre Funktion',
  'professional.checkDigits': 'Prüfen Sie „{label}“: Die Ziffern passen nicht zusammen.',
  'professional.submit': 'Speichern',
  'professional.saved': 'Ihre Angaben sind gespeichert',
  'professional.savedLead': 'Sie liegen {client} jetzt vor.',
  'professional.kept': '{operator} bewahrt sie unter Verschluss auf und gibt sie nur an {client} weiter.',
  'professional.erased': 'Sie werden zusammen mit Ihrem Benutzerkonto bei {client} gelöscht.',

  'country.FR': 'Frankreich',
  'country.IT': 'Italien',
  'country.GB': 'Vereinigtes Königreich',
  'country.OTHER': 'Anderes Land',
  'legalForm.SOLE_TRADER': 'Einzelunternehmen',
  'legalForm.COMPANY': 'Kapitalgesellschaft',
  'legalForm.PARTNERSHIP': 'Personengesellschaft',
  'legalForm.ASSOCIATION': 'Verein oder gemeinnützige Organisation',
  'legalForm.PUBLIC_BODY': 'Öffentliche Einrichtung',
  'legalForm.OTHER': 'Sonstige',
  'role.OWNER': 'Inhaberin oder Inhaber',
  'role.LEGAL_REPRESENTATIVE': 'Gesetzliche Vertretung',
  'role.EMPLOYEE': 'Beschäftigte Person mit Kontozugriff',
  'role.ACCOUNTANT': 'Buchhaltung oder Steuerberatung',

  'gone.title': 'Diese Adresse wird nicht mehr verwendet',
  'gone.lead':
    'Die App oder Website, von der Sie kommen, hat Sie auf eine Seite geführt, die am {date} geschlossen wurde.',
  'gone.person': 'Was Sie tun können',
  'gone.personDetail':
    'Kehren Sie zu der App oder Website zurück, von der Sie kommen, und melden Sie diese Seite dem Kundendienst. Es wurde nichts weitergegeben, und was Sie verbunden hatten, bleibt erhalten.',
  'gone.developer': 'Für die Entwicklung',
  'gone.developerDetail': 'Verwenden Sie {successor} mit einer Sitzung von {session}.',
  'gone.developerNone':
    'Diese Seite hat keinen Nachfolger: Leiten Sie niemanden mehr hierher. Die anderen Seiten öffnen sich mit einer Sitzung von {session}.',
  'gone.notice': 'So stellen Sie um',
} as const
