import type { ErrorRow } from './error-row.ts'

/** Errors between the person, the bank and us. Part of the one table in errors.ts. */
export const bankErrors = {
  wrong_credentials: {
    status: 400,
    developer: 'The bank refused the credentials. Never retried automatically: accounts get locked.',
    person: {
      title: {
        en: 'Your bank did not accept these details',
        fr: 'Votre banque n’a pas accepté ces identifiants',
        it: 'La sua banca non ha accettato questi dati',
      },
      body: {
        en: 'Check your login and password and try again. After several wrong attempts your bank may block access.',
        fr: 'Vérifiez votre identifiant et votre mot de passe, puis réessayez. Après plusieurs erreurs, votre banque peut bloquer l’accès.',
        it: 'Controlli il codice utente e la password e riprovi. Dopo vari tentativi errati la banca può bloccare l’accesso.',
      },
      turn: 'you',
      next: 'edit_credentials',
    },
  },
  too_many_wrong_credentials: {
    status: 429,
    developer:
      'Credentials of this person were refused at this bank too often: it is not asked again for a while, so that it does not lock the account.',
    person: {
      title: {
        en: 'We have stopped, so that your bank does not lock your access',
        fr: 'Nous nous arrêtons pour que votre banque ne bloque pas votre accès',
        it: 'Ci fermiamo, perché la banca non blocchi il suo accesso',
      },
      body: {
        en: 'Your details were refused too many times. Check them on your bank’s own site or app, then come back later.',
        fr: 'Vos identifiants ont été refusés trop souvent. Vérifiez-les sur le site ou l’application de votre banque, puis revenez plus tard.',
        it: 'I suoi dati sono stati rifiutati troppe volte. Li verifichi sul sito o sull’app della sua banca, poi torni più tardi.',
      },
      turn: 'you',
      next: 'come_back',
    },
  },
  wrong_otp: {
    status: 400,
    developer: 'The bank refused the one-time code or the answer to its challenge.',
    person: {
      title: {
        en: 'That code was not accepted',
        fr: 'Ce code n’a pas été accepté',
        it: 'Il codice non è stato accettato',
      },
      body: {
        en: 'Your bank ended this sign-in after a wrong code. Start again to get a new one.',
        fr: 'Votre banque a mis fin à cette identification après un code erroné. Recommencez pour en recevoir un nouveau.',
        it: 'La banca ha interrotto l’accesso dopo un codice errato. Ricominci per riceverne uno nuovo.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  challenge_expired: {
    status: 400,
    developer: 'The challenge of the bank expired before it was answered.',
    person: {
      title: {
        en: 'The time for this step ran out',
        fr: 'Le temps prévu pour cette étape est écoulé',
        it: 'Il tempo per questo passaggio è scaduto',
      },
      body: {
        en: 'Banks give only a few minutes to confirm. Start again and your bank will ask once more.',
        fr: 'Les banques ne laissent que quelques minutes pour confirmer. Recommencez : votre banque vous demandera de nouveau une confirmation.',
        it: 'Le banche concedono solo pochi minuti per confermare. Ricominci e la banca le chiederà di nuovo conferma.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  refused_at_bank: {
    status: 400,
    developer: 'The PSU refused or left at the bank, or the bank rejected the consent.',
    person: {
      title: { en: 'Access was not given', fr: 'L’accès n’a pas été donné', it: 'L’accesso non è stato concesso' },
      body: {
        en: 'The request was declined at your bank, so these accounts were not shared. You can try again or choose another bank.',
        fr: 'La demande a été refusée auprès de votre banque : ces comptes n’ont pas été partagés. Vous pouvez réessayer ou choisir une autre banque.',
        it: 'La richiesta è stata rifiutata presso la sua banca, quindi questi conti non sono stati condivisi. Può riprovare o scegliere un’altra banca.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  consent_expired: {
    status: 400,
    developer: 'The consent or token at the bank has expired or was revoked: the person must authenticate again.',
    person: {
      title: {
        en: 'Your bank’s permission has ended',
        fr: 'L’autorisation de votre banque a pris fin',
        it: 'L’autorizzazione della banca è terminata',
      },
      body: {
        en: 'Permissions given to read accounts end after a while. Sign in once more to go on.',
        fr: 'Les autorisations de lecture des comptes prennent fin au bout d’un certain temps. Identifiez-vous de nouveau pour continuer.',
        it: 'Le autorizzazioni a leggere i conti terminano dopo un certo periodo. Acceda di nuovo per continuare.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  action_needed_at_bank: {
    status: 400,
    developer:
      'The bank blocks access until the PSU acts on its own site or app (new terms, blocked access, password change).',
    person: {
      title: {
        en: 'Your bank needs something from you first',
        fr: 'Une action est requise auprès de votre banque',
        it: 'Serve un suo intervento presso la banca',
      },
      body: {
        en: 'Sign in on your bank’s own site or app: there is a message to read, a form to accept, or access to unblock. Then come back here.',
        fr: 'Identifiez-vous sur le site ou l’application de votre banque : un message à lire, un formulaire à accepter ou un accès à débloquer vous y attend. Revenez ensuite ici.',
        it: 'Acceda al sito o all’app della sua banca: c’è un messaggio da leggere, un modulo da accettare o un accesso da sbloccare. Poi torni qui.',
      },
      turn: 'you',
      next: 'go_to_bank',
    },
  },
  bank_unavailable: {
    status: 502,
    developer: 'The bank could not be reached, timed out or answered with a server error.',
    person: {
      title: { en: 'Your bank is not answering', fr: 'Votre banque ne répond pas', it: 'La sua banca non risponde' },
      body: {
        en: 'This is on the bank’s side, and usually short. Try again in a few minutes.',
        fr: 'Cela vient de la banque et ne dure généralement pas. Réessayez dans quelques minutes.',
        it: 'Dipende dalla banca e di solito dura poco. Riprovi tra qualche minuto.',
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
      },
      body: {
        en: 'Banks limit how often accounts may be read in a day. Come back later.',
        fr: 'Les banques limitent le nombre de lectures des comptes par jour. Revenez plus tard.',
        it: 'Le banche limitano le letture dei conti in un giorno. Torni più tardi.',
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
      },
      body: {
        en: 'To be on the safe side, we stopped. The people who run this service can see what happened from the reference below.',
        fr: 'Par prudence, nous nous sommes arrêtés. Les responsables de ce service peuvent voir ce qui s’est passé grâce à la référence ci-dessous.',
        it: 'Per prudenza ci siamo fermati. Chi gestisce il servizio può capire cosa è successo con il riferimento qui sotto.',
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
      },
      body: {
        en: 'Something is missing on our side for this bank. You can choose another bank meanwhile.',
        fr: 'Il manque quelque chose de notre côté pour cette banque. Vous pouvez choisir une autre banque en attendant.',
        it: 'Da parte nostra manca qualcosa per questa banca. Nel frattempo può scegliere un’altra banca.',
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
        en: 'No account that can be read at this bank',
        fr: 'Aucun compte compatible dans cette banque',
        it: 'Nessun conto compatibile in questa banca',
      },
      body: {
        en: 'Your bank answered, but it lists no account of the kinds that were asked for. Nothing was shared.',
        fr: 'Votre banque a répondu, mais elle n’indique aucun compte des types demandés. Rien n’a été partagé.',
        it: 'La banca ha risposto, ma non elenca alcun conto dei tipi richiesti. Nulla è stato condiviso.',
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
      },
      body: {
        en: 'Only everyday accounts can be read at this bank, not the savings and loans that were asked for. Choose another bank.',
        fr: 'Seuls les comptes courants sont lisibles dans cette banque, pas l’épargne ni les prêts demandés. Choisissez une autre banque.',
        it: 'In questa banca si possono leggere solo i conti correnti, non i risparmi e i prestiti richiesti. Scelga un’altra banca.',
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
      title: { en: 'Nothing was shared', fr: 'Rien n’a été partagé', it: 'Nulla è stato condiviso' },
      body: {
        en: 'You told us that you did not start this. The bank’s permission was withdrawn. You can close this page.',
        fr: 'Vous nous avez indiqué ne pas être à l’origine de cette demande. L’autorisation a été retirée auprès de la banque. Vous pouvez fermer cette page.',
        it: 'Ci ha detto di non aver iniziato questa richiesta. L’autorizzazione presso la banca è stata revocata. Può chiudere questa pagina.',
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
      },
      body: {
        en: 'Another page of yours is connecting the same bank. Finish or cancel it there, or start again here in a few minutes.',
        fr: 'Une autre de vos pages connecte déjà cette banque. Terminez-y la connexion ou annulez-la, ou recommencez ici dans quelques minutes.',
        it: 'Un’altra sua pagina sta collegando la stessa banca. La completi o la annulli, oppure ricominci qui tra qualche minuto.',
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
      },
      body: {
        en: 'It is not your doing, and what you had done is kept. Try again; if it happens again, give the reference below to the support team.',
        fr: 'Vous n’y êtes pour rien et ce que vous aviez fait est conservé. Réessayez ; si cela se reproduit, communiquez la référence ci-dessous à l’assistance.',
        it: 'Non dipende da lei e quanto già fatto è conservato. Riprovi; se succede ancora, comunichi il riferimento qui sotto all’assistenza.',
      },
      turn: 'us',
      next: 'retry',
    },
  },
} as const satisfies Record<string, ErrorRow>
