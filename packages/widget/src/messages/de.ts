import { defineCatalogue } from './catalogue.ts'
import { challengeDe } from './challenge/de.ts'
import { manageDe } from './manage/de.ts'
import { previousDe } from './previous/de.ts'
import { signInDe } from './sign-in/de.ts'
import { uploadDe } from './upload/de.ts'

/** German: written for the reader (Sie), in the words that banks in Germany and Austria use. */
export const de = defineCatalogue({
  'frame.back': 'Zurück',
  'frame.cancel': 'Abbrechen',
  'frame.progress': 'Erledigte Schritte',
  'frame.sandbox': 'Test: keine echte Bank, kein echtes Geld',
  'frame.operator': 'Betrieben von {operator}',
  'frame.policy': 'Datenschutz',
  'frame.newTab': '(öffnet sich in einem neuen Tab)',
  'frame.wrongFields':
    '{count, plural, one {Bitte prüfen Sie das umrandete Feld.} other {Bitte prüfen Sie die # umrandeten Felder.}}',
  'frame.error': 'Fehler:',
  'frame.idle':
    'Zu Ihrer Sicherheit wird diese Seite nach {minutes, plural, one {# Minute} other {# Minuten}} ohne Eingabe beendet.',
  'frame.idleSoon': 'Zu Ihrer Sicherheit wird diese Seite gleich beendet.',
  'frame.idleStay': 'Ich brauche mehr Zeit',
  'frame.refresh': 'Jetzt aktualisieren',
  'frame.refreshOff': 'Nicht mehr automatisch aktualisieren',
  'frame.refreshOn': 'Automatisch aktualisieren',
  'frame.stop': 'Anhalten',
  'frame.backToClient': 'Zurück zu {client}',

  'types.CHECKINGS': 'Girokonten',
  'types.SAVINGS': 'Sparkonten',
  'types.LOAN': 'Kredite',
  'types.CREDIT_CARD': 'Karten',
  'type.CHECKINGS': 'Girokonto',
  'type.SAVINGS': 'Sparkonto',
  'type.LOAN': 'Kredit',
  'type.CREDIT_CARD': 'Karte',

  'providers.title': 'Wählen Sie Ihre Bank',
  'providers.label': 'Ihre Bank suchen',
  'providers.placeholder': 'Name Ihrer Bank',
  'providers.search': 'Suchen',
  'providers.clear': 'Suche löschen',
  'providers.favourites': 'Vorgeschlagene Banken',
  'providers.all': 'Alle Banken',
  'providers.results': 'Gefundene Banken',
  'providers.foundOne': '# Bank gefunden',
  'providers.foundMany': '# Banken gefunden',
  'providers.empty': 'Keine Bank mit diesem Namen',
  'providers.none': 'Zurzeit kann hier keine Bank verbunden werden.',
  'providers.hint': 'Versuchen Sie es mit weniger Buchstaben, dem Kurznamen oder dem Namen auf Ihrer Karte.',
  'providers.finish': 'Ich habe keine weitere Bank',
  'providers.notListed': 'Meine Bank ist nicht dabei',
  'providers.showAll': 'Alle {count, number} Banken anzeigen',
  'providers.titleGroup': '{group}: Bank auswählen',
  'providers.ofGroup': 'Banken dieser Gruppe',
  'providers.wholeList': 'Alle Banken',
  'providers.members': '{count, plural, one {# Bank} other {# Banken}}',
  'providers.degraded': 'Antwortet zurzeit langsam',
  'providers.down': 'Antwortet zurzeit nicht',
  'providers.unavailableTypes': 'Bietet die gewünschten Konten nicht an',
  'providers.notConfigured': 'Hier noch nicht verfügbar',

  'notListed.title': 'Ihre Bank ist nicht dabei',
  'notListed.lead': 'Sie kann hier noch nicht verbunden werden.',
  'notListed.renamed': 'Banken ändern ihren Namen: Suchen Sie nach einem früheren Namen oder nach der Bankengruppe.',
  'notListed.regional':
    'Bei einer Sparkasse oder Genossenschaftsbank suchen Sie zuerst den Verbund, dann Ihren Ort oder Ihre Region.',
  'notListed.online': 'Eine Direktbank steht manchmal unter dem Namen ihrer App in der Liste.',
  'notListed.again': 'Neu suchen',

  'consent.title': 'Ihre Zustimmung',
  'consent.titleRenewal': 'Zustimmung erneuern',
  'consent.lead': '{client} möchte Ihre Konten bei {bank} abrufen.',
  'consent.leadRenewal': '{client} möchte Ihre Konten bei {bank} weiterhin abrufen.',
  'consent.what': 'Konten, Kontostände und Umsätze',
  'consent.whatTypes': 'Nur Lesezugriff, keine Zahlungen: {types}.',
  'consent.whatChoice': 'Nur Lesezugriff, keine Zahlungen. Die Konten wählen Sie später aus.',
  'consent.until': 'Bis zum {date}',
  'consent.untilDetail': 'Sie können jederzeit widerrufen.',
  'consent.once': 'Einmalig, heute',
  'consent.onceDetail': 'Danach werden Ihre Konten nicht mehr abgerufen.',
  'consent.whom': 'Für {client}',
  'consent.whomDetail': '{operator} ruft die Daten ab und gibt sie an {client} weiter.',
  'consent.more': 'Ganzen Text lesen',
  'consent.fullWhat':
    'Sie erlauben {operator}, bei {bank} die Liste Ihrer Konten mit Kontoinhabern und Kontonummern, die Kontostände und die Umsätze abzurufen und an {client} weiterzugeben.',
  'consent.fullUntil':
    'Diese Zustimmung endet am {date}. Bis dahin dürfen die Daten ohne erneute Rückfrage aktualisiert werden, so oft Ihre Bank es zulässt.',
  'consent.fullOnce':
    'Diese Zustimmung gilt nur einmal. Für einen weiteren Abruf Ihrer Konten würden Sie erneut gefragt.',
  'consent.fullWithdraw':
    'Sie können diese Zustimmung jederzeit widerrufen, bei {client} oder bei Ihrer Bank. Ab dann wird nichts mehr abgerufen.',
  'consent.agree': 'Ich stimme zu',
  'consent.leadAdded': '{client} möchte weitere Ihrer Konten bei {bank} lesen.',
  'consent.agreeBank': 'Zustimmen und weiter zu {bank}',
  'consent.agreeSignIn': 'Zustimmen und anmelden',
  'consent.host': 'Sie melden sich an unter',
  'consent.phone': 'Zustimmen, mit Handy weiter',
  'consent.other': 'Andere Bank wählen',

  'redirect.title': 'Weiter zu {bank}',
  'redirect.lead': 'Sie melden sich direkt auf der Website von {bank} an. Ihr Passwort bleibt dort.',
  'redirect.host': 'Diese Adresse werden Sie sehen',
  'redirect.leg': 'Bei Ihrer Bank sind dafür {of, number} Schritte nötig. Das ist Schritt {number, number}.',
  'redirect.afterwards': 'Wenn Sie dort fertig sind, leitet Ihre Bank Sie hierher zurück.',
  'redirect.afterwardsTab':
    'Ihre Bank öffnet sich in einem neuen Tab. Lassen Sie diese Seite offen: Sie geht von selbst weiter.',
  'redirect.go': 'Weiter zu {bank}',
  'redirect.done': 'Ich bin bei meiner Bank fertig',

  'handover.title': 'Oder auf dem Handy weitermachen',
  'handover.picture': 'QR-Code für Ihr Handy',
  'handover.how': 'Scannen Sie diesen Code mit der Kamera Ihres Handys. Er gilt nur einmal, zwei Minuten lang.',
  'handover.again': 'Neuer Code',
  'handover.shown': 'Mein Handy zeigt eine Zahl',
  'handover.refused':
    'Die Zahl wurde nicht bestätigt, deshalb wurde auf Ihrem Handy nichts geöffnet. Sie können einen neuen Code scannen.',
  'handover.over':
    'Die Zahl von Ihrem Handy wurde nicht bestätigt, deshalb gilt der Code nicht mehr. Machen Sie hier weiter.',
  'phoneNumber.title': 'Geben Sie die Zahl auf Ihrem Handy ein',
  'phoneNumber.lead': 'So geht nur Ihr eigenes Handy weiter zu {bank}.',
  'phoneNumber.label': 'Zahl auf Ihrem Handy',
  'phoneNumber.help': '6 Ziffern',
  'phoneNumber.format': 'Geben Sie die 6 Ziffern ein, die Ihr Handy zeigt.',
  'phoneNumber.wrong':
    '{count, plural, one {Das ist nicht die Zahl auf dem Handy. Sie haben noch einen Versuch.} other {Das ist nicht die Zahl auf dem Handy. Sie haben noch # Versuche.}}',
  'phoneNumber.go': 'Weiter',
  'phoneNumber.none': 'Ich sehe keine Zahl',
  'onPhone.title': 'Machen Sie auf dem Handy weiter',
  'onPhone.lead': 'Wenn Sie auf dem Handy bei {bank} fertig sind, geht diese Seite von selbst weiter.',
  'onPhone.here': 'Lieber hier weitermachen',
  'phone.title': 'Ihre Zahl lautet {number}',
  'phone.lead': 'Geben Sie sie am Computer ein. Danach geht diese Seite weiter zu {bank}.',
  'phone.whose': 'Sie geben {client} Zugriff auf Ihre Konten bei {bank}.',
  'phone.refuse':
    'Wenn Ihnen jemand anderes diesen Code geschickt hat, schließen Sie diese Seite. Es wurde nichts weitergegeben.',
  'phone.overTitle': 'Dieser Code gilt nicht mehr',
  'phone.overLead':
    'Er gilt nur einmal, zwei Minuten lang. Fordern Sie am Computer einen neuen Code an und scannen Sie ihn.',

  'waiting.title': 'Machen Sie im Tab Ihrer Bank weiter',
  'waiting.lead':
    '{bank} ist in einem anderen Tab geöffnet. Wenn Sie dort fertig sind, geht diese Seite von selbst weiter.',
  'waiting.titleBack': 'Bei {bank} noch nicht fertig',
  'waiting.leadBack': '{bank} hat uns noch keine Antwort geschickt. Es wurde nichts weitergegeben.',
  'waiting.back': 'Zurück zu {bank}',
  'waiting.again': '{bank} erneut öffnen',

  'credentials.title': 'Bei {bank} anmelden',
  'credentials.lead': 'Abgerufen werden: {types}.',
  'credentials.optional': '{label} (optional)',
  'credentials.show': 'Anzeigen',
  'credentials.hide': 'Verbergen',
  'credentials.shown': 'Ihr Passwort ist sichtbar',
  'credentials.hidden': 'Ihr Passwort ist verborgen',
  'credentials.select': 'Auswählen',
  'credentials.submit': 'Anmelden',
  'credentials.protect': 'So schützen wir diese Angaben',
  'credentials.protectTravel':
    'Ihre Zugangsdaten gehen verschlüsselt an {operator} und werden nur an {bank} weitergegeben.',
  'credentials.protectKept':
    'Sie werden unter Verschluss aufbewahrt und nur für die Konten verwendet, denen Sie zugestimmt haben.',
  'credentials.protectClient': '{client} bekommt sie nie zu sehen.',
  'credentials.required': 'Bitte füllen Sie „{label}“ aus.',
  'credentials.tooLong': 'Die Eingabe bei „{label}“ ist zu lang.',
  'credentials.format': 'Die Eingabe bei „{label}“ hat nicht die erwartete Form.',
  'credentials.refused': 'Ihre Bank hat „{label}“ nicht akzeptiert.',

  'credentials.mayLock':
    'Diese Zugangsdaten waren mehrmals falsch. Nach einem weiteren Fehlversuch kann Ihre Bank den Zugang sperren. Prüfen Sie sie auf der Website oder in der App Ihrer Bank, bevor Sie es noch einmal versuchen.',

  'working.title': 'Einen Moment',
  'working.lead': 'Wir warten auf die Antwort Ihrer Bank. Diese Seite geht von selbst weiter.',
  'working.leadBank': 'Wir warten auf die Antwort von {bank}. Diese Seite geht von selbst weiter.',
  'working.leadSlow':
    '{bank} braucht länger als sonst. Wir warten weiter auf die Antwort; diese Seite geht von selbst weiter.',

  'sameBank.title': '{bank} ist schon verbunden',
  'sameBank.lead': '{client} ruft diese Konten bereits ab. Noch wurde nichts geändert. Was möchten Sie tun?',
  'sameBank.list': 'Bereits verbunden',
  'sameBank.renew': 'Bestehende Verbindung erneuern',
  'sameBank.renewDetail':
    '{count, plural, =0 {Verlauf und Auswahl bleiben erhalten. Die neue Zustimmung ersetzt die alte.} one {Verlauf und Auswahl bleiben erhalten, und # Konto kommt hinzu. Die neue Zustimmung ersetzt die alte.} other {Verlauf und Auswahl bleiben erhalten, und # Konten kommen hinzu. Die neue Zustimmung ersetzt die alte.}}',
  'sameBank.both': 'Beide behalten',
  'sameBank.bothDetail':
    'Für andere Zugangsdaten oder ein Gemeinschaftskonto. Eine zweite Verbindung kommt hinzu, und {client} sieht diese Konten doppelt.',

  'otherLogin.title': 'Diese Zugangsdaten gehören zu anderen Konten',
  'otherLogin.lead':
    'Kein Konto der Verbindung mit {bank}, die Sie gerade erneuern, ist darunter. Noch wurde nichts geändert.',
  'otherLogin.found': 'Mit diesen Zugangsdaten',
  'otherLogin.kept': 'Ihre Verbindung',
  'otherLogin.new': 'Als neue Verbindung hinzufügen',
  'otherLogin.newDetail': '{client} ruft auch diese Konten ab. Ihre Verbindung bleibt, wie sie ist.',
  'otherLogin.back': 'Andere Zugangsdaten nutzen',
  'otherLogin.backDetail':
    'Die Zustimmung, die Sie eben bei {bank} erteilt haben, wird widerrufen und nichts davon gespeichert. Ihre Verbindung bleibt, wie sie ist.',

  'offer.title': 'Auch Sparkonten und Kredite?',
  'offer.how': 'Melden Sie sich dafür hier mit Ihren Zugangsdaten von {bank} an. Was verbunden ist, bleibt verbunden.',
  'offer.accept': 'Sparen und Kredite hinzufügen',
  'offer.decline': 'Jetzt nicht',
  'offer.countdown': 'Es geht in #\u00a0s weiter',

  'accounts.title': 'Welche Konten?',
  'accounts.lead': 'Nur die ausgewählten Konten werden für {client} freigegeben.',
  'accounts.none': 'Alle abwählen',
  'accounts.every': 'Alle auswählen',
  'accounts.legend': 'Ihre Konten bei {bank}',
  'accounts.submit': 'Ausgewählte Konten freigeben',
  'accounts.submitOne': '# Konto freigeben',
  'accounts.submitMany': '# Konten freigeben',
  'accounts.required': 'Wählen Sie mindestens ein Konto aus.',
  'accounts.unsupported':
    '{count, plural, one {# Konto kann hier nicht abgerufen werden} other {# Konten können hier nicht abgerufen werden}}',

  'sync.lead': 'Das dauert einige Sekunden bis zu einer Minute. Diese Seite geht von selbst weiter.',
  'sync.leadSlow': '{bank} antwortet zurzeit nicht. Wir versuchen es gleich noch einmal. Sie brauchen nichts zu tun.',
  'sync.starting': 'Anmeldung bei {bank}',
  'sync.accounts': '{count, plural, =0 {Konten} one {# Konto} other {# Konten}}',
  'sync.accountsOf': '{done, number} von {count, plural, one {# Konto} other {# Konten}}',
  'sync.transactions': '{count, plural, =0 {Umsätze} one {# Umsatz} other {# Umsätze}}',
  'sync.transactionsSince': '{count, plural, one {# Umsatz} other {# Umsätze}} seit {month}',
  'sync.finishing': 'Letzte Prüfung',
  'sync.done': 'erledigt',
  'sync.current': 'läuft',
  'sync.todo': 'offen',

  'success.titleCreated': '{bank} ist verbunden',
  'success.titleUpdated': '{bank} ist wieder verbunden',
  'success.titleDeleted': '{bank} ist getrennt',
  'success.accounts': '{count, plural, one {# Konto} other {# Konten}}',
  'success.reading': 'Ihre Konten werden abgerufen…',
  'success.transactions': '{count, plural, =0 {kein Umsatz} one {# Umsatz} other {# Umsätze}}',
  'success.until': '{client} kann sie bis zum {date} abrufen.',
  'success.deleted': 'Bei {bank} wird nichts mehr abgerufen.',
  'success.dataComing': 'Ihre Umsätze treffen noch ein. {client} erhält sie in Kürze.',
  'success.partial': 'Ein Teil der Daten konnte diesmal nicht abgerufen werden. Ein neuer Versuch folgt.',
  'success.list': 'Verbundene Konten',
  'success.countdown': 'Zurück zu {client} in #\u00a0s',
  'success.finish': 'Fertig',
  'success.another': 'Weitere Bank hinzufügen',
  'success.close': 'Sie können diese Seite schließen.',

  'error.reference': 'Referenz: {reference}',
  'error.parameter': 'Teil des Links: {parameter}',
  'error.retryAt': 'Neuer Versuch möglich ab',
  'error.retry': 'Noch einmal versuchen',
  'error.edit': 'Zugangsdaten korrigieren',
  'error.other': 'Andere Bank wählen',
  'error.bank': 'Zu {bank}',
  'error.yourBank': 'Zu meiner Bank',
  'error.doneThere': 'Erledigt: neu versuchen',
  'error.tellMe': 'Bescheid geben, sobald es geht',
  'error.told': 'Wir geben {client} Bescheid, sobald {bank} wieder antwortet.',

  'owner.title': 'Haben Sie das angefordert?',
  'owner.lead': 'Eine Seite in einem anderen Browser möchte Konten bei {bank} mit {client} verbinden.',
  'owner.whose':
    'Wenn Sie weitermachen, werden Ihre Konten bei {bank} für die Person freigegeben, die das bei {client} angefordert hat.',
  'owner.refuse':
    'Wenn Sie das nicht waren, antworten Sie mit Nein: Jede Zustimmung bei der Bank wird widerrufen und nichts gespeichert.',
  'owner.yes': 'Ja, das war ich',
  'owner.no': 'Nein, nichts freigeben',

  'unbound.title': 'In einem anderen Browser begonnen',
  'unbound.lead': 'Zu Ihrer Sicherheit funktioniert diese Seite nur in dem Browser, in dem sie geöffnet wurde.',
  'unbound.back':
    'Kehren Sie zu diesem Browser zurück oder zu der App oder Website, von der Sie kommen, und beginnen Sie dort neu.',
  'unbound.restart': 'Wenn Sie selbst begonnen haben, können Sie hier von vorn anfangen.',
  'unbound.takeOver': 'Hier von vorn anfangen',

  'returned.title': 'Sie können diesen Tab schließen',
  'returned.lead': 'Die Antwort von {bank} ist da. Die Seite, von der Sie kamen, geht von selbst weiter.',
  'returned.titlePhone': 'Zurück an den Computer',
  'returned.leadPhone': 'Die Antwort von {bank} ist da. Die Seite auf Ihrem Computer geht von selbst weiter.',
  'returned.here': 'Lieber hier weitermachen',

  'disconnect.title': '{bank} trennen?',
  'disconnect.lead': 'Das lässt sich nicht rückgängig machen.',
  'disconnect.data':
    '{accounts, plural, one {# Konto} other {# Konten}} und {transactions, plural, one {# Umsatz} other {# Umsätze}} werden hier gelöscht',
  'disconnect.permission': 'Die Zustimmung bei Ihrer Bank wird widerrufen',
  'disconnect.client': 'Was {client} schon hat, bleibt dort: Bitten Sie auch dort um Löschung',
  'disconnect.confirm': 'Trennen',
  'disconnect.keep': 'Verbindung behalten',

  'done.title': 'Alles erledigt',

  'leaving.title': 'Zurück zu {client}',
  'leaving.lead': 'Falls nichts geschieht, drücken Sie die Schaltfläche unten.',

  ...previousDe,
  ...challengeDe,
  ...manageDe,
  ...signInDe,
  ...uploadDe,
})
