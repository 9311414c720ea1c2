/** See ../fr.ts, which this is part of. */
export const previousFr = {
  'channelChoice.title': 'Avez-vous un compte courant chez {bank} ?',
  'channelChoice.lead': 'Il y a deux façons de connecter {bank}.',
  'channelChoice.redirect': 'Avec un compte courant ou une carte',
  'channelChoice.redirectDetail': 'Vous vous identifiez sur le site de {bank}, qui partage : {types}.',
  'channelChoice.embedded': 'Sans compte courant',
  'channelChoice.embeddedDetail': 'Vous vous identifiez ici avec vos codes {bank}, pour partager : {types}.',
  'channelChoice.goRedirect': 'Connecter mes comptes courants',
  'channelChoice.goEmbedded': 'Je n’ai pas de compte courant',

  'terms.title': 'Conditions d’utilisation',
  'terms.lead': '{client} demande à consulter les comptes que vous connecterez.',
  'terms.what': 'Des banques que vous connectez vous-même. En lecture seule : aucun paiement n’est possible.',
  'terms.until': '{days, number} jours au plus par banque',
  'terms.untilDetail':
    'Ensuite, vous confirmez de nouveau auprès de votre banque. Vous pouvez y mettre fin à tout moment.',
  'terms.once': 'Une seule fois',
  'terms.onceDetail':
    'Les banques que vous connectez depuis {client} sont ensuite consultées selon ces conditions, sans vous reposer la question.',
  'terms.fullWhat':
    'Vous autorisez {operator} à consulter, dans chaque banque que vous connectez depuis {client}, la liste de vos comptes avec leurs titulaires et leurs numéros, leurs soldes et leurs opérations, et à les transmettre à {client}.',
  'terms.fullUntil':
    'Une autorisation auprès d’une banque prend fin au plus tard au bout de {days, number} jours. D’ici là, les données peuvent être mises à jour sans vous solliciter à chaque fois, aussi souvent que votre banque le permet. Si ces conditions changent, la question vous est posée de nouveau.',
  'terms.agree': 'J’accepte et je donne mon accord',
  'terms.accepted': 'Vous avez accepté les conditions',
  'terms.acceptedLead': 'Acceptées le {date}. Vous pouvez connecter votre banque depuis {client}.',

  'professional.title': 'Votre compte professionnel',
  'professional.lead': '{client} demande à quelle entreprise appartiennent les comptes.',
  'professional.company_name': 'Nom de l’entreprise',
  'professional.country': 'Pays d’immatriculation',
  'professional.registration_number': 'Numéro d’immatriculation',
  'professional.numberHelp': 'France : SIREN ou SIRET. Italie : partita IVA. Royaume-Uni : company number.',
  'professional.legal_form': 'Forme juridique',
  'professional.role': 'Votre rôle',
  'professional.checkDigits': 'Vérifiez « {label} » : ses chiffres ne concordent pas.',
  'professional.submit': 'Enregistrer',
  'professional.saved': 'Vos informations sont enregistrées',
  'professional.savedLead': '{client} en dispose désormais.',
  'professional.kept': '{operator} les conserve en lieu sûr et ne les transmet qu’à {client}.',
  'professional.erased': 'Elles sont effacées avec votre compte {client}.',

  'country.FR': 'France',
  'country.IT': 'Italie',
  'country.GB': 'Royaume-Uni',
  'country.OTHER': 'Autre pays',
  'legalForm.SOLE_TRADER': 'Entreprise individuelle',
  'legalForm.COMPANY': 'Société',
  'legalForm.PARTNERSHIP': 'Société de personnes',
  'legalForm.ASSOCIATION': 'Association',
  'legalForm.PUBLIC_BODY': 'Organisme public',
  'legalForm.OTHER': 'Autre',
  'role.OWNER': 'Propriétaire',
  'role.LEGAL_REPRESENTATIVE': 'Représentant légal',
  'role.EMPLOYEE': 'Salarié ayant accès aux comptes',
  'role.ACCOUNTANT': 'Comptable',

  'gone.title': 'Cette adresse n’est plus utilisée',
  'gone.lead': 'L’application ou le site d’où vous venez vous a conduit vers une page fermée depuis le {date}.',
  'gone.person': 'Ce que vous pouvez faire',
  'gone.personDetail':
    'Retournez dans l’application ou sur le site d’où vous venez et signalez cette page à son assistance. Rien n’a été partagé, et ce que vous aviez connecté est conservé.',
  'gone.developer': 'Pour ses développeurs',
  'gone.developerDetail': 'Utilisez {successor}, avec une session de {session}.',
  'gone.developerNone':
    'Cette page n’a pas de remplaçante : n’y envoyez plus personne. Les autres pages s’ouvrent avec une session de {session}.',
  'gone.notice': 'Comment migrer',
} as const
