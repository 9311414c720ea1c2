/** See ../de.ts, which this is part of. */
export const waysInDe = {
  'ways.title': 'Wege zu Banken',
  'ways.text':
    'Was Sie hier einrichten, gilt sofort, ohne Neustart, für den ganzen Haushalt. Geheimes liegt versiegelt, und Sicherungen enthalten es.',
  'ways.bySettings': (name: string) => `Das sagt die Einstellung ${name}: Hier ist nichts zu tun.`,
  'ways.check': 'Testen',
  'ways.add': 'Hinzufügen',
  'ways.remove': 'Entfernen',
  'ways.ebWhat':
    'Ein zugelassener Dienst vor etwa 2.500 Banken in Europa. Sie melden sich bei Ihrer Bank an, nie hier.',
  'ways.ebTerms':
    'Was seine Bedingungen erlauben, in unseren Worten: Eine Anwendung, die durch Verknüpfen von Konten freigeschaltet ist (eingeschränkter Modus), liest nur diese Konten. Es müssen Ihre eigenen sein, die Nutzung privat und nicht gewerblich. Für Konten anderer braucht es einen Vertrag mit dem Dienst.',
  'ways.ebKeyText': 'Zuerst erzeugt dieser Computer einen Schlüssel. Er verlässt ihn nie.',
  'ways.ebKey': 'Schlüssel erzeugen',
  'ways.ebStep1':
    'Öffnen Sie die Verwaltung des Dienstes, melden Sie eine Anwendung für „production“ an und geben Sie ihr dieses Zertifikat und diese Rücksprungadresse:',
  'ways.ebCertificate': 'Zertifikat',
  'ways.ebDownload': 'Zertifikat herunterladen',
  'ways.ebRedirect': 'Rücksprungadresse (redirect URL), Buchstabe für Buchstabe',
  'ways.ebHttps':
    'Für den echten Betrieb wird https verlangt. Geben Sie Home zuerst eine https-Adresse: Diese hier wird abgelehnt.',
  'ways.ebStep2': 'Schalten Sie sie dort frei, indem Sie Ihre eigenen Konten verknüpfen.',
  'ways.ebStep3': 'Tragen Sie die Kennung ein, die die Anwendung bekommen hat.',
  'ways.ebId': 'Kennung der Anwendung (application id)',
  'ways.ebUse': 'Testen und verwenden',
  'ways.ebUsed': (id: string) => `In Gebrauch: Anwendung ${id}.`,
  'ways.ebForget': 'Nicht mehr verwenden und Schlüssel löschen',
  'ways.ebRegistered': 'Was dort angemeldet ist',
  'ways.ebKnown': (name: string, banks: number) => `Die Anwendung „${name}“ ist dort bekannt. Banken: ${banks}.`,
  'ways.ebRefused':
    'Die Antwort: Das ist nicht der Schlüssel dieser Anwendung. Prüfen Sie Kennung und Zertifikat; auch die Uhr dieses Computers kann falsch gehen.',
  'ways.ebUnreachable':
    'Der Dienst war nicht zu erreichen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  'ways.ebInactive': 'Die Anwendung ist noch nicht freigeschaltet: Verknüpfen Sie dort ein Konto mit ihr.',
  'ways.ebOtherRedirect': 'Unsere Rücksprungadresse ist dort nicht angemeldet.',
  'ways.ebNoAccounts': 'Die Anwendung darf keine Konten lesen.',
  'ways.ebNoList': 'Die Liste der Banken war nicht zu lesen. Es wird jeden Tag erneut versucht.',
  'ways.ebSandbox': 'Das ist eine Testanwendung: Ihre Banken sind keine echten.',
  'ways.fints': 'Deutsche Banken (FinTS)',
  'ways.fintsWhat':
    'So wie Banking-Programme: Sie geben Ihre Banking-PIN hier ein. Dazu braucht es eine eigene Registrierungsnummer der Deutschen Kreditwirtschaft, kostenlos; das kann acht Wochen dauern.',
  'ways.fintsId': 'Registrierungsnummer',
  'ways.fintsIdHelp': 'Buchstaben und Ziffern. Leer lassen, um keine zu verwenden.',
  'ways.fintsWrongId': 'Das ist keine Registrierungsnummer.',
  'ways.fintsBanks': 'Banken',
  'ways.fintsAdd': 'Bank hinzufügen',
  'ways.fintsOther': 'Eine andere Bank',
  'ways.fintsOtherText':
    'Mit der FinTS-Adresse, die Ihre Bank nennt. Die Deutsche Kreditwirtschaft schickt mit der Registrierung eine Liste aller Banken.',
  'ways.fintsBlz': 'Bankleitzahl',
  'ways.fintsName': 'Name',
  'ways.fintsUrl': 'FinTS-Adresse (https)',
  'ways.fintsWrongBank': 'Prüfen Sie Bankleitzahl (8 Ziffern), Namen und Adresse (https).',
  'ways.says.answers': 'antwortet und nimmt Ihre Nummer an',
  'ways.says.number_unknown': 'kennt Ihre Nummer noch nicht: später noch einmal versuchen',
  'ways.says.shows_at_sign_in': 'zeigt erst bei einer Anmeldung, ob sie Ihre Nummer kennt',
  'ways.says.later': 'kann gerade nicht antworten: später noch einmal versuchen',
  'ways.says.refuses': 'lehnt ab',
  'ways.says.unreachable': 'ist nicht erreichbar',
}
