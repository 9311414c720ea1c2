import type { ErrorRow } from './error-row.ts'

/** Errors of a session and its links. Part of the one table in errors.ts. */
export const sessionErrors = {
  session_expired: {
    status: 410,
    developer: 'The widget session is unknown or expired. Create a new one at POST /v2.1/widget_session.',
    person: {
      title: {
        en: 'This page has expired',
        fr: 'Cette page a expiré',
        it: 'Questa pagina è scaduta',
        es: 'Esta página ha caducado',
        de: 'Diese Seite ist abgelaufen',
      },
      body: {
        en: 'For your safety, a page like this one only stays open for a limited time. Go back to the app or site you came from and start again. What you had already finished is kept.',
        fr: 'Pour votre sécurité, cette page ne reste ouverte qu’un temps limité. Retournez dans l’application ou sur le site d’où vous venez et recommencez. Ce que vous aviez déjà terminé est conservé.',
        it: 'Per la sua sicurezza, questa pagina resta aperta solo per un tempo limitato. Torni all’app o al sito da cui proviene e ricominci. Quanto già completato è conservato.',
        es: 'Por su seguridad, una página como esta solo permanece abierta un tiempo limitado. Vuelva a la aplicación o al sitio del que viene y empiece de nuevo. Lo que ya había terminado se conserva.',
        de: 'Zu Ihrer Sicherheit bleibt eine solche Seite nur begrenzte Zeit offen. Kehren Sie zu der App oder Website zurück, von der Sie kommen, und beginnen Sie neu. Was Sie schon abgeschlossen hatten, bleibt erhalten.',
      },
      turn: 'you',
      next: 'none',
    },
  },
  link_refused: {
    status: 400,
    developer:
      'The widget link holds a URL that the client did not register, or an unreadable sharing parameter. The page names it.',
    person: {
      title: {
        en: 'This link is not set up correctly',
        fr: 'Ce lien est mal configuré',
        it: 'Questo link non è configurato correttamente',
        es: 'Este enlace no está bien configurado',
        de: 'Dieser Link ist falsch eingerichtet',
      },
      body: {
        en: 'The app or site that sent you here has made a mistake in its link, so we stopped before anything was shared. Only the app can put it right: please tell its support team.',
        fr: 'L’application ou le site qui vous envoie a fait une erreur dans son lien. Nous nous sommes arrêtés avant tout partage. Seule l’application peut corriger ce lien : merci de prévenir son assistance.',
        it: 'L’app o il sito da cui proviene ha commesso un errore nel link, perciò ci siamo fermati prima di condividere qualsiasi dato. Solo l’app può correggerlo: avvisi la sua assistenza.',
        es: 'La aplicación o el sitio que le ha enviado aquí ha cometido un error en su enlace, así que nos hemos detenido antes de compartir nada. Solo la aplicación puede corregirlo: avise a su servicio de atención.',
        de: 'Die App oder Website, die Sie hierher geschickt hat, hat einen Fehler in ihrem Link. Deshalb haben wir angehalten, bevor etwas weitergegeben wurde. Beheben kann das nur die App: Bitte sagen Sie ihrem Kundendienst Bescheid.',
      },
      turn: 'app',
      next: 'none',
    },
  },
  connection_deleted: {
    status: 410,
    developer: 'The connection was deleted while a journey about it was open. What the bank had granted was revoked.',
    person: {
      title: {
        en: 'This connection no longer exists',
        fr: 'Cette connexion n’existe plus',
        it: 'Questo collegamento non esiste più',
        es: 'Esta conexión ya no existe',
        de: 'Diese Verbindung gibt es nicht mehr',
      },
      body: {
        en: 'It was deleted while this page was open, and nothing more is read at your bank. To connect it again, go back to the app or site you came from.',
        fr: 'Elle a été supprimée pendant que cette page était ouverte, et plus rien n’est lu auprès de votre banque. Pour la connecter à nouveau, retournez dans l’application ou sur le site d’où vous venez.',
        it: 'È stato eliminato mentre questa pagina era aperta e presso la sua banca non viene letto più nulla. Per collegarla di nuovo, torni all’app o al sito da cui proviene.',
        es: 'Se eliminó mientras esta página estaba abierta y ya no se consulta nada en su banco. Para conectarlo de nuevo, vuelva a la aplicación o al sitio del que viene.',
        de: 'Sie wurde gelöscht, während diese Seite offen war, und bei Ihrer Bank wird nichts mehr abgerufen. Um sie neu zu verbinden, kehren Sie zu der App oder Website zurück, von der Sie kommen.',
      },
      turn: 'you',
      next: 'none',
    },
  },
  bank_link_used: {
    status: 409,
    developer: 'The bank callback came with a state that is unknown or was used before.',
    person: {
      title: {
        en: 'This bank page was already used',
        fr: 'Cette page de la banque a déjà servi',
        it: 'Questa pagina della banca è già stata usata',
        es: 'Esta página del banco ya se ha usado',
        de: 'Diese Seite der Bank wurde schon verwendet',
      },
      body: {
        en: 'Your bank’s answer can be used only once. Go back to the app or site you came from: if the connection was not finished, start it again there.',
        fr: 'La réponse de votre banque ne peut servir qu’une fois. Retournez dans l’application ou sur le site d’où vous venez : si la connexion n’était pas terminée, recommencez-la.',
        it: 'La risposta della sua banca può essere usata una sola volta. Torni all’app o al sito da cui proviene: se il collegamento non era terminato, lo ricominci da lì.',
        es: 'La respuesta de su banco solo sirve una vez. Vuelva a la aplicación o al sitio del que viene: si la conexión no había terminado, empiécela allí de nuevo.',
        de: 'Die Antwort Ihrer Bank gilt nur einmal. Kehren Sie zu der App oder Website zurück, von der Sie kommen: Wenn die Verbindung noch nicht fertig war, beginnen Sie dort neu.',
      },
      turn: 'you',
      next: 'none',
    },
  },
  temporarily_unavailable: {
    status: 503,
    developer:
      'The database is away, full or takes no writes just now. Nothing was done; send the same again after Retry-After seconds.',
    person: {
      title: {
        en: 'We need a short break',
        fr: 'Le service fait une courte pause',
        it: 'Il servizio è in pausa per qualche istante',
        es: 'El servicio hace una breve pausa',
        de: 'Wir brauchen eine kurze Pause',
      },
      body: {
        en: 'We can’t save anything at the moment, so we stopped here. Nothing you had finished is lost. Wait a little, then press the button to go on from this point.',
        fr: 'Nous ne pouvons rien enregistrer pour le moment et nous nous sommes arrêtés ici. Rien de ce que vous aviez terminé n’est perdu. Patientez un peu, puis appuyez sur le bouton pour continuer à partir d’ici.',
        it: 'Al momento non possiamo salvare nulla, perciò ci siamo fermati qui. Quanto ha già completato non è andato perso. Attenda un momento, poi prema il pulsante per proseguire da questo punto.',
        es: 'En este momento no podemos guardar nada, así que nos hemos detenido aquí. Lo que ya había terminado no se ha perdido. Espere un poco y pulse el botón para continuar desde este punto.',
        de: 'Zurzeit können wir nichts speichern, deshalb haben wir hier angehalten. Was Sie schon abgeschlossen hatten, geht nicht verloren. Warten Sie ein wenig und drücken Sie dann die Schaltfläche, um hier weiterzumachen.',
      },
      turn: 'us',
      next: 'retry',
    },
  },
} as const satisfies Record<string, ErrorRow>
