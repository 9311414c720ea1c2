import type { Messages } from './messages.ts'

export const de: Messages = {
  language: 'de',
  locale: 'de-DE',
  tagline: 'Eine Bank, die es nur zum Testen gibt',
  sandbox: 'Kein echtes Geld, keine echten Personen. Geben Sie hier nie ein echtes Passwort ein.',
  login: {
    title: 'Anmelden',
    lead: (site) => `${site} möchte Ihre Konten abrufen. Melden Sie sich an, um zu entscheiden.`,
    login: 'Anmeldename',
    password: 'Passwort',
    tryIt: 'Zum Ausprobieren:',
    more: 'weitere Kunden',
    ownFile: 'Eigene Datei verwenden',
    configuration: 'Adresse einer Konfigurationsdatei',
    configurationHint: 'Optional. Ohne Angabe gilt die Datei, die zum Anmeldenamen gehört.',
    submit: 'Anmelden',
    wrong: 'Anmeldename oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.',
    missing: 'Geben Sie Anmeldename und Passwort ein.',
    expired:
      'Ihr Passwort ist abgelaufen. Wählen Sie in Ihren Einstellungen ein neues; bei dieser Testbank ist es „changed“.',
  },
  accounts: {
    title: 'Zugriff erlauben?',
    lead: (site, until) => `${site} kann die folgenden Konten bis zum ${until} abrufen.`,
    choose: 'Konten freigeben',
    fixed: 'Diese Konten werden freigegeben',
    none: 'Sie haben kein Konto, das so freigegeben werden kann. Sie können weitermachen; es wird nichts abgerufen.',
    atLeastOne: 'Wählen Sie mindestens ein Konto aus.',
    reads: 'Abgerufen werden Kontostände und Umsätze. Zahlungen sind damit nicht möglich.',
    submit: 'Zugriff erlauben',
    balance: 'Kontostand',
    kinds: { Checkings: 'Girokonto', Savings: 'Sparkonto', Loans: 'Kredit', CreditCard: 'Kreditkarte' },
  },
  otp: {
    title: 'Bestätigen Sie mit Ihrem Code',
    lead: (method) => `Geben Sie den Code ein, den Sie erhalten haben: ${method}.`,
    label: 'Code',
    submit: 'Bestätigen',
    wrong: (left) =>
      `Der Code ist falsch. ${left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`}`,
  },
  psu: {
    choose: 'Wählen Sie, wie Sie bestätigen möchten.',
    enterCode: 'Geben Sie den Code ein, um zu bestätigen.',
    refused: 'Die Bank hat die Anmeldung abgelehnt.',
    ways: {
      SMS_OTP: () => '',
      SMTP_OTP: () => '',
      CHIP_OTP: (name) =>
        `Stecken Sie Ihre Karte (${name}) in das Lesegerät, drücken Sie TAN und geben Sie diesen Startcode ein:`,
      CHIP_FLICKER: (name) => `Halten Sie Ihr Lesegerät an die Balken (${name}).`,
      CHIP_OFFLINE: (name) => `Ihr Gerät (${name}) erzeugt den Code selbst.`,
      PHOTO_OTP: (name) => `Lesen Sie das Bild mit ${name} ein.`,
      QR_OTP: (name) => `Lesen Sie den Code mit ${name} ein.`,
      IMAGE: () => 'Geben Sie die Buchstaben und Ziffern aus dem Bild ein.',
      QUESTION: () => 'Beantworten Sie Ihre Sicherheitsfrage.',
      PUSH_OTP: () => '',
    },
    approve: (control, address) =>
      `Geben Sie die Anfrage ${control} in der App der Bank frei. Die App dieser Testbank: ${address}`,
  },
  app: {
    title: 'Eine Anfrage wartet',
    lead: (control) =>
      `Jemand meldet sich bei Ihren Konten an. Geben Sie nur frei, wenn Sie dort die Zahl ${control} sehen.`,
    approve: 'Freigeben',
    refuse: 'Ablehnen',
    approved: 'Sie haben die Anfrage freigegeben. Kehren Sie dorthin zurück, woher Sie kommen.',
    refused: 'Sie haben die Anfrage abgelehnt. Es wird nichts weitergegeben.',
    expired: 'Die Anfrage ist abgelaufen. Es wird nichts weitergegeben.',
    nothing: 'Hier wartet keine Anfrage.',
    itself: 'Diese entscheidet sich von selbst, wie es in ihrer Datei steht.',
    open: 'App der Bank öffnen',
    done: 'Ich habe freigegeben',
    waiting: 'Die Anfrage ist noch nicht freigegeben.',
  },
  unknownWord: (word, known) =>
    `Diese Bank kennt das Wort „${word}“ in diesem Anmeldenamen nicht. Sie kennt: ${known}.`,
  refuse: 'Ablehnen',
  errorSummary: 'Bitte prüfen Sie Ihre Eingaben',
  back: (site) => `Zurück zu ${site}`,
  notices: {
    link_used: {
      title: 'Dieser Link wurde schon verwendet',
      text: 'Jeder Link öffnet sich nur einmal. Kehren Sie dorthin zurück, woher Sie kommen, und beginnen Sie neu.',
    },
    link_unknown: {
      title: 'Unbekannter Link',
      text: 'Dieser Link führt ins Leere. Kehren Sie dorthin zurück, woher Sie kommen, und beginnen Sie neu.',
    },
    expired: {
      title: 'Es ist zu viel Zeit vergangen',
      text: 'Es wurde nichts weitergegeben. Kehren Sie dorthin zurück, woher Sie kommen, und beginnen Sie neu.',
    },
    finished: {
      title: 'Hier sind Sie fertig',
      text: 'Ihre Entscheidung ist festgehalten. Sie können diese Seite schließen.',
    },
    too_often: {
      title: 'Zu viele Fehlversuche',
      text: 'Zum Schutz Ihrer Konten hat die Bank diese Anfrage beendet. Es wurde nichts weitergegeben.',
    },
    closed: {
      title: 'Die Bank ist geschlossen',
      text: 'Wir warten gerade unsere Systeme. Es wurde nichts weitergegeben. Versuchen Sie es später noch einmal.',
    },
    blocked: {
      title: 'Ihr Zugang ist gesperrt',
      text: 'Rufen Sie Ihre Beraterin oder Ihren Berater an, um ihn zu entsperren. Es wurde nichts weitergegeben.',
    },
    busy: {
      title: 'Zu viele Anfragen',
      text: 'Ihre Konten wurden heute zu oft abgerufen. Versuchen Sie es morgen noch einmal.',
    },
    no_such_account: {
      title: 'Keines dieser Konten gehört Ihnen',
      text: 'Die Anfrage nennt Konten, die Sie nicht haben. Es wurde nichts weitergegeben.',
    },
    bad_request: {
      title: 'Das hat nicht geklappt',
      text: 'Die Anfrage war nicht lesbar. Gehen Sie zurück und versuchen Sie es noch einmal.',
    },
    not_found: { title: 'Seite nicht gefunden', text: 'Unter dieser Adresse gibt es nichts.' },
  },
  configurationFile: (line, rule) => `Konfigurationsdatei, Zeile ${line}: ${rule}.`,
  rules: {
    unknown_record: 'das erste Feld ist kein Satz, den diese Bank kennt',
    field_count: 'dieser Satz hat eine andere Anzahl Felder',
    credentials_missing: 'die Datei hat keinen Satz CREDENTIALS',
    credentials_twice: 'CREDENTIALS und CREDENTIALS_OWNER dürfen nur einmal vorkommen',
    credentials_empty: 'Anmeldename und Passwort dürfen nicht leer sein und haben höchstens 100 Zeichen',
    account_first: 'dieser Satz gehört zu einem ACCOUNT, der davor stehen muss',
    transaction_first: 'REPEAT gehört zur TRANSACTION direkt darüber',
    detail_first: 'DETAIL gehört zur TRANSACTION oder zum PENDING direkt darüber',
    fact: 'FACT lautet FACT|Name|Wert: ein Name aus Kleinbuchstaben und _, ein Wert, höchstens 20 je Konto',
    account_uid: 'die uid eines Kontos darf nicht leer sein, kommt nur einmal vor und hat höchstens 100 Zeichen',
    date: 'ein Datum hat die Form TT/MM/JJ und muss im Kalender stehen',
    amount:
      'ein Betrag besteht aus Ziffern mit optionalem Minus und Dezimalpunkt, ohne mehr Dezimalstellen als seine Währung hat',
    currency: 'eine Währung ist ein Code nach ISO 4217 in Großbuchstaben',
    iban: 'eine IBAN hat zwei Buchstaben, zwei Ziffern und bis zu 30 Buchstaben oder Ziffern, oder sie ist leer',
    boolean: 'match_existing ist true, false oder leer',
    text_length: 'ein Text ist länger, als diese Bank speichert (500 Zeichen)',
    challenge:
      'CHALLENGE hat die Form CHALLENGE|Art|Code|Länge|Versuche: eine bekannte Art, ein Code von 1 bis 20 Buchstaben oder Ziffern, eine Länge nicht darunter, 1 bis 10 Versuche, höchstens 5 hintereinander',
    challenge_first: 'dieser Satz gehört zu einer CHALLENGE, die davor stehen muss',
    methods:
      'SCA_METHODS nennt 1 bis 10 Verfahren id:Typ:Name mit verschiedenen ids und einem bekannten Typ und braucht eine CHALLENGE',
    approval:
      'APPROVAL hat die Form APPROVAL|ask, APPROVAL|approve|Sekunden oder APPROVAL|refuse|Sekunden mit bis zu 600 Sekunden',
    later:
      'THEN hat die Form THEN|reads oder days|Zahl|expired, revoked oder kept, nur einmal; PASSWORD steht darunter',
    error: 'ERROR hat die Form ERROR|wo|was|wie oft mit einem Ort und einer Störung, die diese Bank kennt',
    number: 'der Wert muss eine ganze Zahl innerhalb der Grenzen sein',
    repeat:
      'REPEAT hat die Form REPEAT|Kopien|pro_Tag: 1 bis 1000000 Kopien, 1 bis 10000 am Tag, Ende vor dem Jahr 2100',
    too_many: 'die Datei hat mehr Konten (100) oder Umsätze (1000000 mit Kopien), als diese Bank speichert',
    line_length: 'eine Zeile hat höchstens 4000 Zeichen',
  },
  fetch: {
    not_a_url: 'Das ist keine Adresse. Geben Sie eine vollständige Adresse mit http oder https an.',
    scheme: 'Die Adresse muss mit http:// oder https:// beginnen.',
    user_info: 'Die Adresse darf weder Namen noch Passwort enthalten. Veröffentlichen Sie die Datei ohne.',
    too_long: 'Die Adresse ist länger als 2000 Zeichen. Verwenden Sie eine kürzere.',
    private_address:
      'Die Adresse führt in ein privates Netz. Veröffentlichen Sie die Datei auf einem öffentlichen Server.',
    unreachable:
      'Der Server dieser Adresse ist nicht erreichbar. Prüfen Sie die Adresse und versuchen Sie es noch einmal.',
    too_slow:
      'Keine Antwort innerhalb von 5 Sekunden. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Server.',
    too_many_redirects: 'Die Adresse leitet mehr als 3-mal weiter. Geben Sie die endgültige Adresse an.',
    downgrade: 'Die Adresse leitet von https zu http weiter. Geben Sie eine Adresse an, die bei https bleibt.',
    status: 'Die Antwort hat nicht den Status 200. Prüfen Sie, ob die Datei öffentlich ist.',
    content_type: 'Das ist kein einfacher Text. Liefern Sie die Datei als text/plain in UTF-8 aus.',
    encoded: 'Die Antwort ist komprimiert. Liefern Sie die Datei unkomprimiert aus.',
    too_large: 'Die Datei ist größer als 1 MB. Kürzen Sie sie oder verwenden Sie REPEAT.',
    not_utf8: 'Die Datei ist kein gültiges UTF-8. Speichern Sie sie in UTF-8.',
  },
}
