import { defineCatalogue } from './catalogue.ts'
import { challengeFr } from './challenge/fr.ts'
import { manageFr } from './manage/fr.ts'
import { previousFr } from './previous/fr.ts'
import { signInFr } from './sign-in/fr.ts'
import { uploadFr } from './upload/fr.ts'

/** French: written for the reader (vous), not translated. Spaces before : ; ? « » are made non-breaking at load. */
export const fr = defineCatalogue({
  'frame.back': 'Retour',
  'frame.cancel': 'Annuler',
  'frame.progress': 'Étapes franchies',
  'frame.sandbox': 'Environnement de test : ni banque réelle, ni argent réel',
  'frame.operator': 'Service assuré par {operator}',
  'frame.policy': 'Protection de vos données',
  'frame.newTab': '(s’ouvre dans un nouvel onglet)',
  'frame.wrongFields': '{count, plural, one {Vérifiez le champ encadré.} other {Vérifiez les # champs encadrés.}}',
  'frame.error': 'Erreur :',
  'frame.idle':
    'Par sécurité, cette page expire après {minutes, plural, one {# minute} other {# minutes}} sans activité.',
  'frame.idleSoon': 'Par sécurité, cette page va bientôt expirer.',
  'frame.idleStay': 'J’ai besoin de plus de temps',
  'frame.refresh': 'Actualiser maintenant',
  'frame.refreshOff': 'Ne plus actualiser automatiquement',
  'frame.refreshOn': 'Actualiser automatiquement',
  'frame.stop': 'Arrêter',
  'frame.backToClient': 'Revenir sur {client}',

  'types.CHECKINGS': 'comptes courants',
  'types.SAVINGS': 'épargne',
  'types.LOAN': 'prêts',
  'types.CREDIT_CARD': 'cartes',
  'type.CHECKINGS': 'Compte courant',
  'type.SAVINGS': 'Épargne',
  'type.LOAN': 'Prêt',
  'type.CREDIT_CARD': 'Carte',

  'providers.title': 'Choisissez votre banque',
  'providers.label': 'Rechercher votre banque',
  'providers.placeholder': 'Nom de votre banque',
  'providers.search': 'Rechercher',
  'providers.clear': 'Effacer la recherche',
  'providers.favourites': 'Banques suggérées',
  'providers.all': 'Toutes les banques',
  'providers.results': 'Banques trouvées',
  'providers.foundOne': '# banque trouvée',
  'providers.foundMany': '# banques trouvées',
  'providers.empty': 'Aucune banque de ce nom',
  'providers.none': 'Aucune banque ne peut être connectée ici pour le moment.',
  'providers.hint': 'Essayez avec moins de lettres, le nom abrégé ou celui qui figure sur votre carte.',
  'providers.finish': 'Je n’ai pas d’autre banque à ajouter',
  'providers.notListed': 'Ma banque n’est pas dans la liste',
  'providers.showAll': 'Afficher les {count, number} banques',
  'providers.titleGroup': '{group} : choisissez votre banque',
  'providers.ofGroup': 'Banques de ce groupe',
  'providers.wholeList': 'Toutes les banques',
  'providers.members': '{count, plural, one {# banque} other {# banques}}',
  'providers.degraded': 'Lente en ce moment',
  'providers.down': 'Ne répond pas en ce moment',
  'providers.unavailableTypes': 'Ne propose pas les comptes demandés',
  'providers.notConfigured': 'Pas encore disponible ici',

  'notListed.title': 'Votre banque n’est pas dans la liste',
  'notListed.lead': 'Elle ne peut pas encore être connectée ici.',
  'notListed.renamed': 'Les banques changent de nom : essayez l’ancien, ou celui du groupe auquel elle appartient.',
  'notListed.regional': 'Pour une caisse régionale, cherchez d’abord le réseau, puis votre région.',
  'notListed.online': 'Une banque en ligne figure parfois sous le nom de son application.',
  'notListed.again': 'Chercher de nouveau',

  'consent.title': 'Votre accord',
  'consent.titleRenewal': 'Renouvelez votre accord',
  'consent.lead': '{client} demande à consulter vos comptes chez {bank}.',
  'consent.leadRenewal': '{client} demande à continuer de consulter vos comptes chez {bank}.',
  'consent.what': 'Comptes, soldes et opérations',
  'consent.whatTypes': 'En lecture seule, sans paiement : {types}.',
  'consent.whatChoice': 'En lecture seule, sans paiement. Vous choisirez les comptes ensuite.',
  'consent.until': 'Jusqu’au {date}',
  'consent.untilDetail': 'Vous pouvez y mettre fin à tout moment.',
  'consent.once': 'Une seule fois, aujourd’hui',
  'consent.onceDetail': 'Vos comptes ne seront plus consultés ensuite.',
  'consent.whom': 'Pour {client}',
  'consent.whomDetail': '{operator} lit les données et les transmet à {client}.',
  'consent.more': 'Lire le texte complet',
  'consent.fullWhat':
    'Vous autorisez {operator} à lire, chez {bank}, la liste de vos comptes avec leurs titulaires et leurs numéros, leurs soldes et leurs opérations, et à les transmettre à {client}.',
  'consent.fullUntil':
    'Cette autorisation prend fin le {date}. D’ici là, les données peuvent être mises à jour sans vous solliciter à chaque fois, aussi souvent que votre banque le permet.',
  'consent.fullOnce':
    'Cette autorisation ne sert qu’une fois. Pour consulter de nouveau vos comptes, il faudra vous redemander votre accord.',
  'consent.fullWithdraw':
    'Vous pouvez retirer cette autorisation à tout moment, depuis {client} ou auprès de votre banque. Dès lors, plus rien n’est lu.',
  'consent.agree': 'J’accepte et je donne mon accord',
  'consent.leadAdded': '{client} demande à consulter d’autres comptes que vous avez chez {bank}.',
  'consent.agreeBank': 'Accepter et continuer vers {bank}',
  'consent.agreeSignIn': 'Accepter et m’identifier',
  'consent.host': 'Vous vous identifierez sur',
  'consent.phone': 'Accepter et utiliser mon téléphone',
  'consent.other': 'Choisir une autre banque',

  'redirect.title': 'Vers le site de {bank}',
  'redirect.lead': 'Vous allez vous identifier directement sur le site de {bank}. Votre mot de passe y reste.',
  'redirect.host': 'L’adresse que vous verrez',
  'redirect.leg': 'Votre banque procède en {of, number} étapes. Vous êtes à l’étape {number, number}.',
  'redirect.afterwards': 'Quand vous aurez terminé, votre banque vous ramènera ici.',
  'redirect.afterwardsTab':
    'Votre banque s’ouvre dans un nouvel onglet. Gardez cette page ouverte : la suite s’y affichera automatiquement.',
  'redirect.go': 'Continuer vers {bank}',
  'redirect.done': 'J’ai terminé avec ma banque',

  'handover.title': 'Ou continuez sur votre téléphone',
  'handover.picture': 'Code QR pour votre téléphone',
  'handover.how':
    'Scannez ce code avec l’appareil photo de votre téléphone. Il est valable une seule fois, pendant deux minutes.',
  'handover.again': 'Nouveau code',
  'handover.shown': 'Mon téléphone affiche un numéro',
  'handover.refused':
    'Le numéro n’a pas été confirmé : rien n’a été ouvert sur votre téléphone. Vous pouvez scanner un nouveau code.',
  'handover.over':
    'Le numéro affiché par votre téléphone n’a pas été confirmé : le code ne fonctionne plus. Continuez ici.',
  'phoneNumber.title': 'Saisissez le numéro affiché par votre téléphone',
  'phoneNumber.lead': 'C’est ce qui garantit que seul votre téléphone poursuit vers {bank}.',
  'phoneNumber.label': 'Numéro affiché',
  'phoneNumber.help': '6 chiffres',
  'phoneNumber.format': 'Saisissez les 6 chiffres affichés par votre téléphone.',
  'phoneNumber.wrong':
    '{count, plural, one {Ce n’est pas le numéro affiché. Il vous reste un essai.} other {Ce n’est pas le numéro affiché. Il vous reste # essais.}}',
  'phoneNumber.go': 'Continuer',
  'phoneNumber.none': 'Je ne vois pas de numéro',
  'onPhone.title': 'Poursuivez sur votre téléphone',
  'onPhone.lead':
    'Quand vous aurez terminé auprès de {bank} sur votre téléphone, la suite s’affichera automatiquement.',
  'onPhone.here': 'Continuer plutôt ici',
  'phone.title': 'Votre numéro est le {number}',
  'phone.lead': 'Saisissez-le sur votre ordinateur. Cette page vous mènera ensuite vers {bank}.',
  'phone.whose': 'Vous donnez à {client} l’accès à vos comptes chez {bank}.',
  'phone.refuse': 'Si quelqu’un d’autre vous a envoyé ce code, fermez cette page. Rien n’a été partagé.',
  'phone.overTitle': 'Ce code n’est plus utilisable',
  'phone.overLead':
    'Il est valable une seule fois, pendant deux minutes. Sur votre ordinateur, demandez un nouveau code et scannez-le.',

  'waiting.title': 'Poursuivez dans l’onglet de votre banque',
  'waiting.lead':
    'Le site de {bank} est ouvert dans un autre onglet. Dès que vous aurez terminé là-bas, la suite s’affichera automatiquement.',
  'waiting.titleBack': 'Rien n’est encore terminé chez {bank}',
  'waiting.leadBack': 'Vous êtes de retour avant la réponse de {bank}. Rien n’a été transmis.',
  'waiting.back': 'Retourner chez {bank}',
  'waiting.again': 'Rouvrir le site de {bank}',

  'credentials.title': 'Identifiez-vous chez {bank}',
  'credentials.lead': 'Pour consulter : {types}.',
  'credentials.optional': '{label} (facultatif)',
  'credentials.show': 'Afficher',
  'credentials.hide': 'Masquer',
  'credentials.shown': 'Votre mot de passe est visible',
  'credentials.hidden': 'Votre mot de passe est masqué',
  'credentials.select': 'Choisir',
  'credentials.submit': 'S’identifier',
  'credentials.protect': 'Comment nous protégeons ces données',
  'credentials.protectTravel':
    'Vos identifiants circulent chiffrés jusqu’à {operator} et ne sont transmis qu’à {bank}.',
  'credentials.protectKept':
    'Ils sont conservés en lieu sûr et ne servent qu’à lire les comptes pour lesquels vous avez donné votre accord.',
  'credentials.protectClient': '{client} ne les voit jamais.',
  'credentials.required': 'Remplissez « {label} ».',
  'credentials.tooLong': 'Ce que vous avez saisi dans « {label} » est trop long.',
  'credentials.format': 'Ce que vous avez saisi dans « {label} » n’a pas la forme attendue.',
  'credentials.refused': 'Votre banque n’a pas accepté « {label} ».',

  'credentials.mayLock':
    'Ces identifiants ont été refusés plusieurs fois. À la prochaine erreur, votre banque peut bloquer votre accès. Vérifiez-les sur le site ou l’application de votre banque avant de réessayer.',

  'working.title': 'Un instant',
  'working.lead': 'Nous attendons la réponse de votre banque. La suite s’affichera automatiquement.',
  'working.leadBank': 'Nous attendons la réponse de {bank}. La suite s’affichera automatiquement.',
  'working.leadSlow':
    '{bank} met plus de temps que d’habitude. Nous attendons toujours sa réponse ; la suite s’affichera automatiquement.',

  'sameBank.title': 'Vous avez déjà connecté {bank}',
  'sameBank.lead': '{client} lit déjà ces comptes. Rien n’a encore changé. Que souhaitez-vous faire ?',
  'sameBank.list': 'Déjà connectés',
  'sameBank.renew': 'Renouveler la connexion',
  'sameBank.renewDetail':
    '{count, plural, =0 {Son historique et vos choix restent. La nouvelle autorisation remplace l’ancienne.} one {Son historique et vos choix restent, et # compte s’y ajoute. La nouvelle autorisation remplace l’ancienne.} other {Son historique et vos choix restent, et # comptes s’y ajoutent. La nouvelle autorisation remplace l’ancienne.}}',
  'sameBank.both': 'Garder les deux',
  'sameBank.bothDetail':
    'Pour d’autres codes d’accès ou un compte joint. Une seconde connexion s’ajoute et {client} voit ces comptes deux fois.',

  'otherLogin.title': 'Ces codes d’accès ouvrent d’autres comptes',
  'otherLogin.lead':
    'Aucun compte de la connexion {bank} que vous renouvelez n’en fait partie. Rien n’a encore changé.',
  'otherLogin.found': 'Avec ces codes d’accès',
  'otherLogin.kept': 'Votre connexion',
  'otherLogin.new': 'Ajouter une nouvelle connexion',
  'otherLogin.newDetail': '{client} lira aussi ces comptes. Votre connexion reste telle quelle.',
  'otherLogin.back': 'Utiliser d’autres codes d’accès',
  'otherLogin.backDetail':
    'L’autorisation que vous venez de donner ({bank}) est retirée et rien n’en est gardé. Votre connexion reste telle quelle.',

  'offer.title': 'Votre épargne et vos prêts aussi ?',
  'offer.how':
    'Pour les ajouter, identifiez-vous ici avec vos codes d’accès {bank}. Ce qui est déjà connecté le reste.',
  'offer.accept': 'Ajouter épargne et prêts',
  'offer.decline': 'Pas maintenant',
  'offer.countdown': 'Suite automatique dans #\u00a0s',

  'accounts.title': 'Quels comptes ?',
  'accounts.lead': 'Seuls les comptes sélectionnés sont partagés avec {client}.',
  'accounts.none': 'Tout désélectionner',
  'accounts.every': 'Tout sélectionner',
  'accounts.legend': 'Vos comptes chez {bank}',
  'accounts.submit': 'Partager la sélection',
  'accounts.submitOne': 'Partager # compte',
  'accounts.submitMany': 'Partager # comptes',
  'accounts.required': 'Sélectionnez au moins un compte.',
  'accounts.unsupported':
    '{count, plural, one {# compte ne peut pas être lu ici} other {# comptes ne peuvent pas être lus ici}}',

  'sync.lead': 'Comptez entre quelques secondes et une minute. La suite s’affichera automatiquement.',
  'sync.leadSlow': '{bank} ne répond pas pour le moment. Nous réessayons sous peu ; vous n’avez rien à faire.',
  'sync.starting': 'Identification chez {bank}',
  'sync.accounts': '{count, plural, =0 {Comptes} one {# compte} other {# comptes}}',
  'sync.accountsOf': '{done, number} sur {count, plural, one {# compte} other {# comptes}}',
  'sync.transactions': '{count, plural, =0 {Opérations} one {# opération} other {# opérations}}',
  'sync.transactionsSince': '{count, plural, one {# opération} other {# opérations}} depuis {month}',
  'sync.finishing': 'Dernières vérifications',
  'sync.done': 'terminé',
  'sync.current': 'en cours',
  'sync.todo': 'à venir',

  'success.titleCreated': 'Vos comptes {bank} sont connectés',
  'success.titleUpdated': 'Vos comptes {bank} sont de nouveau connectés',
  'success.titleDeleted': 'Vos comptes {bank} sont déconnectés',
  'success.accounts': '{count, plural, one {# compte} other {# comptes}}',
  'success.reading': 'Lecture de vos comptes…',
  'success.transactions': '{count, plural, =0 {aucune opération} one {# opération} other {# opérations}}',
  'success.until': '{client} peut les consulter jusqu’au {date}.',
  'success.deleted': 'Plus rien ne sera lu chez {bank}.',
  'success.dataComing': 'Vos opérations sont en cours de réception. {client} les aura sous peu.',
  'success.partial': 'Une partie des données n’a pas pu être lue cette fois-ci. Un nouvel essai suivra.',
  'success.list': 'Comptes connectés',
  'success.countdown': 'Retour sur {client} dans #\u00a0s',
  'success.finish': 'Terminer',
  'success.another': 'Ajouter une autre banque',
  'success.close': 'Vous pouvez fermer cette page.',

  'error.reference': 'Référence : {reference}',
  'error.parameter': 'Partie du lien concernée : {parameter}',
  'error.retryAt': 'Vous pourrez réessayer à partir du',
  'error.retry': 'Réessayer',
  'error.edit': 'Corriger mes identifiants',
  'error.other': 'Choisir une autre banque',
  'error.bank': 'Aller sur le site de {bank}',
  'error.yourBank': 'Aller sur le site de ma banque',
  'error.doneThere': 'C’est fait : réessayer',
  'error.tellMe': 'Me prévenir au retour du service',
  'error.told': 'Nous préviendrons {client} dès que {bank} répondra de nouveau.',

  'owner.title': 'Êtes-vous à l’origine de cette demande ?',
  'owner.lead': 'Une page ouverte dans un autre navigateur a demandé à connecter des comptes {bank} à {client}.',
  'owner.whose':
    'Si vous continuez, vos comptes {bank} seront partagés avec la personne qui en a fait la demande sur {client}.',
  'owner.refuse':
    'Si ce n’est pas vous, répondez non : toute autorisation est retirée auprès de la banque et rien n’est conservé.',
  'owner.yes': 'Oui, c’est moi',
  'owner.no': 'Non, ne rien partager',

  'unbound.title': 'Commencé dans un autre navigateur',
  'unbound.lead': 'Pour votre sécurité, cette page ne se poursuit que dans le navigateur où elle a été ouverte.',
  'unbound.back': 'Revenez à ce navigateur, ou à l’application ou au site d’où vous venez, et recommencez là-bas.',
  'unbound.restart': 'Si c’est bien vous qui avez commencé, vous pouvez reprendre du début ici.',
  'unbound.takeOver': 'Reprendre du début ici',

  'returned.title': 'Vous pouvez fermer cet onglet',
  'returned.lead': 'La réponse de {bank} est arrivée. La suite s’affiche sur la page de départ.',
  'returned.titlePhone': 'Revenez à votre ordinateur',
  'returned.leadPhone': 'La réponse de {bank} est arrivée. La suite s’affiche sur votre ordinateur.',
  'returned.here': 'Continuer plutôt ici',

  'disconnect.title': 'Déconnecter {bank} ?',
  'disconnect.lead': 'Cette action est définitive.',
  'disconnect.data':
    '{accounts, plural, one {# compte} other {# comptes}} et {transactions, plural, one {# opération} other {# opérations}} seront supprimés ici',
  'disconnect.permission': 'L’autorisation donnée auprès de votre banque sera retirée',
  'disconnect.client': 'Ce que {client} a déjà reçu y reste : demandez-lui aussi de le supprimer',
  'disconnect.confirm': 'Déconnecter',
  'disconnect.keep': 'Garder la connexion',

  'done.title': 'C’est terminé',

  'leaving.title': 'Retour sur {client}',
  'leaving.lead': 'Si rien ne se passe, utilisez le bouton ci-dessous.',

  ...previousFr,
  ...challengeFr,
  ...manageFr,
  ...signInFr,
  ...uploadFr,
})
