import type { ErrorRow } from './error-row.ts'

/** Errors between the person, the bank and us. Part of the one table in errors.ts. */
export const bankErrors = {
  bank_unavailable: {
    status: 502,
    developer: 'The bank could not be reached, timed out or answered with a server error.',
    person: {
      title: {
        en: 'Your bank is not answering',
        fr: 'Votre banque ne répond pas',
        it: 'La sua banca non risponde',
        es: 'Su banco no responde',
        de: 'Ihre Bank antwortet nicht',
      },
      body: {
        en: 'This is on the bank’s side, and usually short. Try again in a few minutes.',
        fr: 'Cela vient de la banque et ne dure généralement pas. Réessayez dans quelques minutes.',
        it: 'Dipende dalla banca e di solito dura poco. Riprovi tra qualche minuto.',
        es: 'El problema está en el banco y suele durar poco. Inténtelo de nuevo dentro de unos minutos.',
        de: 'Das liegt an der Bank und dauert meist nicht lange. Versuchen Sie es in einigen Minuten noch einmal.',
      },
      turn: 'bank',
      next: 'retry',
    },
  },
  bank_limit_reached: {
    status: 429,
    developer:
      'The bank allows no more calls for now (ACCESS_EXCEEDED). The time of the next allowed call is recorded.',
    person: {
      title: {
        en: 'Your bank allows no more requests for now',
        fr: 'Votre banque n’accepte plus de demande pour l’instant',
        it: 'Per ora la banca non accetta altre richieste',
        es: 'Por ahora su banco no admite más consultas',
        de: 'Ihre Bank lässt vorerst keine weiteren Abrufe zu',
      },
      body: {
        en: 'Banks limit how often accounts may be read in a day. Come back later.',
        fr: 'Les banques limitent le nombre de lectures des comptes par jour. Revenez plus tard.',
        it: 'Le banche limitano le letture dei conti in un giorno. Torni più tardi.',
        es: 'Los bancos limitan las veces que se pueden consultar las cuentas en un día. Vuelva más tarde.',
        de: 'Banken begrenzen, wie oft Konten an einem Tag abgerufen werden dürfen. Kommen Sie später wieder.',
      },
      turn: 'bank',
      next: 'come_back',
    },
  },
  bank_answer_invalid: {
    status: 502,
    developer: 'The bank sent an answer that breaks its own protocol, or a link to a host that is not on its list.',
    person: {
      title: {
        en: 'Your bank sent an answer we cannot use',
        fr: 'La réponse de votre banque est inutilisable',
        it: 'La risposta della banca non è utilizzabile',
        es: 'Su banco ha enviado una respuesta que no podemos usar',
        de: 'Die Antwort Ihrer Bank ist nicht verwendbar',
      },
      body: {
        en: 'To be on the safe side, we stopped. The people who run this service can see what happened from the reference below.',
        fr: 'Par prudence, nous nous sommes arrêtés. Les responsables de ce service peuvent voir ce qui s’est passé grâce à la référence ci-dessous.',
        it: 'Per sicurezza ci siamo fermati. Chi gestisce il servizio può capire cosa è successo con il riferimento qui sotto.',
        es: 'Por precaución, nos hemos detenido. Con la referencia de abajo, los responsables de este servicio pueden ver qué ha pasado.',
        de: 'Sicherheitshalber haben wir angehalten. Wer diesen Dienst betreibt, kann anhand der Referenz unten sehen, was geschehen ist.',
      },
      turn: 'us',
      next: 'other_bank',
    },
  },
  bank_not_configured: {
    status: 500,
    developer: 'The operator lacks what this bank needs (certificate, registration, client id): an operator must act.',
    person: {
      title: {
        en: 'This bank cannot be connected here yet',
        fr: 'Cette banque ne peut pas encore être connectée ici',
        it: 'Questa banca non può ancora essere collegata qui',
        es: 'Este banco aún no se puede conectar aquí',
        de: 'Diese Bank kann hier noch nicht verbunden werden',
      },
      body: {
        en: 'Something is missing on our side for this bank. You can choose another bank meanwhile.',
        fr: 'Il manque quelque chose de notre côté pour cette banque. Vous pouvez choisir une autre banque en attendant.',
        it: 'Da parte nostra manca qualcosa per questa banca. Nel frattempo può scegliere un’altra banca.',
        es: 'Por nuestra parte falta algo para este banco. Mientras tanto, puede elegir otro.',
        de: 'Für diese Bank fehlt noch etwas auf unserer Seite. Sie können inzwischen eine andere Bank wählen.',
      },
      turn: 'us',
      next: 'other_bank',
    },
  },
  no_supported_account: {
    status: 400,
    developer:
      'The bank lists no account of a supported type within what was asked (the session log names the types found).',
    person: {
      title: {
        en: 'No account can be read at this bank',
        fr: 'Aucun compte à consulter dans cette banque',
        it: 'Nessun conto consultabile in questa banca',
        es: 'En este banco no hay ninguna cuenta que se pueda consultar',
        de: 'Bei dieser Bank kann kein Konto abgerufen werden',
      },
      body: {
        en: 'Your bank answered, but it lists no account of the kinds asked for. Nothing was shared.',
        fr: 'Votre banque a répondu, mais elle n’indique aucun compte des types demandés. Rien n’a été partagé.',
        it: 'La banca ha risposto, ma non elenca alcun conto dei tipi richiesti. Nulla è stato condiviso.',
        es: 'Su banco ha respondido, pero no figura ninguna cuenta de los tipos solicitados. No se ha compartido nada.',
        de: 'Ihre Bank hat geantwortet, nennt aber kein Konto der gewünschten Art. Es wurde nichts weitergegeben.',
      },
      turn: 'you',
      next: 'other_bank',
    },
  },
  not_offered_by_bank: {
    status: 400,
    developer: 'The provider has no channel that can give the expected account types.',
    person: {
      title: {
        en: 'This bank does not offer these accounts',
        fr: 'Cette banque ne propose pas ces comptes',
        it: 'Questa banca non offre questi conti',
        es: 'Este banco no ofrece estas cuentas',
        de: 'Diese Bank bietet diese Konten nicht an',
      },
      body: {
        en: 'Only everyday accounts can be read at this bank, not the savings accounts and loans asked for. Choose another bank.',
        fr: 'Seuls les comptes courants sont lisibles dans cette banque, pas l’épargne ni les prêts demandés. Choisissez une autre banque.',
        it: 'In questa banca si possono leggere solo i conti correnti, non i risparmi e i prestiti richiesti. Scelga un’altra banca.',
        es: 'En este banco solo se pueden consultar las cuentas corrientes, no los ahorros ni los préstamos solicitados. Elija otro banco.',
        de: 'Bei dieser Bank können nur Girokonten abgerufen werden, nicht die gewünschten Sparkonten und Kredite. Wählen Sie eine andere Bank.',
      },
      turn: 'you',
      next: 'other_bank',
    },
  },
  declined_by_person: {
    status: 400,
    developer:
      'The person said on return from the bank that it was not he who began: the consent was revoked, nothing stored.',
    person: {
      title: {
        en: 'Nothing was shared',
        fr: 'Rien n’a été partagé',
        it: 'Nulla è stato condiviso',
        es: 'No se ha compartido nada',
        de: 'Es wurde nichts weitergegeben',
      },
      body: {
        en: 'You told us that you did not start this. The bank’s permission was withdrawn. You can close this page.',
        fr: 'Vous nous avez indiqué ne pas être à l’origine de cette demande. L’autorisation a été retirée auprès de la banque. Vous pouvez fermer cette page.',
        it: 'Ci ha detto di non aver iniziato questa richiesta. L’autorizzazione presso la banca è stata revocata. Può chiudere questa pagina.',
        es: 'Nos ha dicho que no lo había solicitado usted. La autorización en el banco se ha revocado. Puede cerrar esta página.',
        de: 'Sie haben uns mitgeteilt, dass Sie das nicht angefordert haben. Die Zustimmung bei der Bank wurde widerrufen. Sie können diese Seite schließen.',
      },
      turn: 'nobody',
      next: 'none',
    },
  },
  connection_exists_running: {
    status: 409,
    developer: 'Another journey of this person at this bank holds the consent: one at a time.',
    person: {
      title: {
        en: 'This bank is already being connected',
        fr: 'Cette banque est déjà en cours de connexion',
        it: 'Questa banca è già in fase di collegamento',
        es: 'Este banco ya se está conectando',
        de: 'Diese Bank wird bereits verbunden',
      },
      body: {
        en: 'Another page of yours is connecting the same bank. Finish or cancel it there, or start again here in a few minutes.',
        fr: 'Une autre de vos pages connecte déjà cette banque. Terminez-y la connexion ou annulez-la, ou recommencez ici dans quelques minutes.',
        it: 'Un’altra sua pagina sta collegando la stessa banca. La completi o la annulli, oppure ricominci qui tra qualche minuto.',
        es: 'Otra página suya está conectando el mismo banco. Termine o cancele allí, o empiece aquí de nuevo dentro de unos minutos.',
        de: 'Auf einer anderen Seite verbinden Sie gerade dieselbe Bank. Schließen Sie den Vorgang dort ab, brechen Sie ihn ab oder beginnen Sie hier in einigen Minuten neu.',
      },
      turn: 'you',
      next: 'come_back',
    },
  },
  unexpected: {
    status: 500,
    developer: 'An unexpected fault of ours in a journey. The reference finds it in the log.',
    person: {
      title: {
        en: 'Something failed on our side',
        fr: 'Un problème est survenu de notre côté',
        it: 'Si è verificato un problema da parte nostra',
        es: 'Algo ha fallado por nuestra parte',
        de: 'Bei uns ist etwas schiefgegangen',
      },
      body: {
        en: 'It is not your doing, and what you had done is kept. Try again; if it happens again, give the reference below to the support team.',
        fr: 'Vous n’y êtes pour rien et ce que vous aviez fait est conservé. Réessayez ; si cela se reproduit, communiquez la référence ci-dessous à l’assistance.',
        it: 'Non dipende da lei e quanto già fatto è conservato. Riprovi; se succede ancora, comunichi il riferimento qui sotto all’assistenza.',
        es: 'No es culpa suya, y lo que ya había hecho se conserva. Inténtelo de nuevo; si vuelve a ocurrir, indique la referencia de abajo al servicio de atención.',
        de: 'Es liegt nicht an Ihnen, und was Sie schon erledigt hatten, bleibt erhalten. Versuchen Sie es noch einmal; wenn es wieder geschieht, nennen Sie dem Kundendienst die Referenz unten.',
      },
      turn: 'us',
      next: 'retry',
    },
  },
} as const satisfies Record<string, ErrorRow>
