import type { ErrorRow } from './error-row.ts'

/** Errors of a person proving at the bank who he is, and of what he allowed there. Part of the one table in errors.ts. */
export const accessErrors = {
  wrong_credentials: {
    status: 400,
    developer: 'The bank refused the credentials. Never retried automatically: accounts get locked.',
    person: {
      title: {
        en: 'Your bank did not accept these details',
        fr: 'Votre banque n’a pas accepté ces identifiants',
        it: 'La sua banca non ha accettato questi dati',
        es: 'Su banco no ha aceptado estas claves',
        de: 'Ihre Bank hat diese Zugangsdaten nicht akzeptiert',
      },
      body: {
        en: 'Check your login and password and try again. After several wrong attempts your bank may block access.',
        fr: 'Vérifiez votre identifiant et votre mot de passe, puis réessayez. Après plusieurs erreurs, votre banque peut bloquer l’accès.',
        it: 'Controlli il codice utente e la password e riprovi. Dopo vari tentativi errati la banca può bloccare l’accesso.',
        es: 'Compruebe su usuario y su contraseña e inténtelo de nuevo. Tras varios intentos fallidos, su banco puede bloquear el acceso.',
        de: 'Prüfen Sie Anmeldename und Passwort und versuchen Sie es noch einmal. Nach mehreren Fehlversuchen kann Ihre Bank den Zugang sperren.',
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
        es: 'Nos hemos detenido para que su banco no bloquee su acceso',
        de: 'Wir haben angehalten, damit Ihre Bank Ihren Zugang nicht sperrt',
      },
      body: {
        en: 'Your details were refused too many times. Check them on your bank’s own site or app, then come back later.',
        fr: 'Vos identifiants ont été refusés trop souvent. Vérifiez-les sur le site ou l’application de votre banque, puis revenez plus tard.',
        it: 'I suoi dati sono stati rifiutati troppe volte. Li verifichi sul sito o sull’app della sua banca, poi torni più tardi.',
        es: 'Sus claves se han rechazado demasiadas veces. Compruébelas en la web o la aplicación de su banco y vuelva más tarde.',
        de: 'Ihre Zugangsdaten wurden zu oft abgelehnt. Prüfen Sie sie auf der Website oder in der App Ihrer Bank und kommen Sie später wieder.',
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
        es: 'El código no se ha aceptado',
        de: 'Dieser Code wurde nicht akzeptiert',
      },
      body: {
        en: 'Your bank ended this sign-in after a wrong code. Start again to get a new one.',
        fr: 'Votre banque a mis fin à cette identification après un code erroné. Recommencez pour en recevoir un nouveau.',
        it: 'La banca ha interrotto l’accesso dopo un codice errato. Ricominci per riceverne uno nuovo.',
        es: 'Su banco ha cerrado este acceso tras un código erróneo. Empiece de nuevo para recibir otro.',
        de: 'Ihre Bank hat diese Anmeldung nach einem falschen Code beendet. Beginnen Sie neu, um einen neuen Code zu erhalten.',
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
        es: 'Se ha agotado el tiempo de este paso',
        de: 'Die Zeit für diesen Schritt ist abgelaufen',
      },
      body: {
        en: 'Banks give only a few minutes to confirm. Start again and your bank will ask once more.',
        fr: 'Les banques ne laissent que quelques minutes pour confirmer. Recommencez : votre banque vous demandera de nouveau une confirmation.',
        it: 'Le banche concedono solo pochi minuti per confermare. Ricominci e la banca le chiederà di nuovo conferma.',
        es: 'Los bancos solo dan unos minutos para confirmar. Empiece de nuevo y su banco volverá a pedírselo.',
        de: 'Banken lassen nur wenige Minuten Zeit zum Bestätigen. Beginnen Sie neu, dann fragt Ihre Bank noch einmal.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  refused_at_bank: {
    status: 400,
    developer: 'The PSU refused or left at the bank, or the bank rejected the consent.',
    person: {
      title: {
        en: 'Access was not given',
        fr: 'L’accès n’a pas été autorisé',
        it: 'L’accesso non è stato concesso',
        es: 'No se ha dado el acceso',
        de: 'Der Zugriff wurde nicht erlaubt',
      },
      body: {
        en: 'The request was declined at your bank, so these accounts were not shared. You can try again or choose another bank.',
        fr: 'La demande a été refusée auprès de votre banque : ces comptes n’ont pas été partagés. Vous pouvez réessayer ou choisir une autre banque.',
        it: 'La richiesta è stata rifiutata presso la sua banca, quindi questi conti non sono stati condivisi. Può riprovare o scegliere un’altra banca.',
        es: 'La solicitud se ha rechazado en su banco, así que estas cuentas no se han compartido. Puede intentarlo de nuevo o elegir otro banco.',
        de: 'Die Anfrage wurde bei Ihrer Bank abgelehnt, deshalb wurden diese Konten nicht freigegeben. Sie können es noch einmal versuchen oder eine andere Bank wählen.',
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
        es: 'La autorización de su banco ha terminado',
        de: 'Die Zustimmung bei Ihrer Bank ist abgelaufen',
      },
      body: {
        en: 'Permissions given to read accounts end after a while. Sign in once more to go on.',
        fr: 'Les autorisations de lecture des comptes prennent fin au bout d’un certain temps. Identifiez-vous de nouveau pour continuer.',
        it: 'Le autorizzazioni a leggere i conti terminano dopo un certo periodo. Acceda di nuovo per continuare.',
        es: 'Las autorizaciones para consultar cuentas terminan al cabo de un tiempo. Acceda de nuevo para continuar.',
        de: 'Zustimmungen zum Abruf von Konten gelten nur eine gewisse Zeit. Melden Sie sich noch einmal an, um fortzufahren.',
      },
      turn: 'you',
      next: 'retry',
    },
  },
  action_needed_at_bank: {
    status: 400,
    developer: 'The bank blocks access until the PSU acts on its own site or app (new terms, blocked access).',
    person: {
      title: {
        en: 'Your bank needs something from you first',
        fr: 'Vous avez d’abord une démarche à faire auprès de votre banque',
        it: 'Prima deve completare un’operazione presso la banca',
        es: 'Su banco le pide algo antes de continuar',
        de: 'Ihre Bank braucht zuerst etwas von Ihnen',
      },
      body: {
        en: 'Sign in on your bank’s own site or app: there is a message to read, a form to accept, or access to unblock. Then come back here.',
        fr: 'Identifiez-vous sur le site ou l’application de votre banque : un message à lire, un formulaire à accepter ou un accès à débloquer vous y attend. Revenez ensuite ici.',
        it: 'Acceda al sito o all’app della sua banca: c’è un messaggio da leggere, un modulo da accettare o un accesso da sbloccare. Poi torni qui.',
        es: 'Acceda a la web o la aplicación de su banco: hay un mensaje que leer, un formulario que aceptar o un acceso que desbloquear. Después, vuelva aquí.',
        de: 'Melden Sie sich auf der Website oder in der App Ihrer Bank an: Dort wartet eine Nachricht, ein Formular zum Bestätigen oder ein gesperrter Zugang. Kommen Sie danach hierher zurück.',
      },
      turn: 'you',
      next: 'go_to_bank',
    },
  },
  password_change_needed: {
    status: 400,
    developer: 'The bank takes the password no longer: the PSU must choose another there, and type it here afterwards.',
    person: {
      title: {
        en: 'Your bank wants you to change your password',
        fr: 'Votre banque vous demande de changer de mot de passe',
        it: 'La banca le chiede di cambiare la password',
        es: 'Su banco le pide que cambie la contraseña',
        de: 'Ihre Bank verlangt ein neues Passwort',
      },
      body: {
        en: 'The one that you used has expired. Choose a new one on your bank’s own site or app. Then come back here and sign in with it.',
        fr: 'Celui que vous utilisiez a expiré. Choisissez-en un nouveau sur le site ou l’application de votre banque. Revenez ensuite ici vous identifier avec celui-ci.',
        it: 'Quella che usava è scaduta. Ne scelga una nuova sul sito o nell’app della sua banca. Poi torni qui e acceda con quella.',
        es: 'La que usaba ha caducado. Elija otra en la web o la aplicación de su banco. Después, vuelva aquí y acceda con ella.',
        de: 'Das bisherige ist abgelaufen. Wählen Sie auf der Website oder in der App Ihrer Bank ein neues. Kommen Sie danach hierher zurück und melden Sie sich damit an.',
      },
      turn: 'you',
      next: 'go_to_bank',
    },
  },
} as const satisfies Record<string, ErrorRow>
