/** See ../fr.ts, which this is part of. */
export const manageFr = {
  'manage.title': 'Vos comptes',
  'manage.lead': 'Ce que {client} peut consulter chez {bank}.',
  'manage.saved': 'Votre choix est enregistré.',
  'manage.until': 'Autorisation jusqu’au {date}',
  'manage.days': '{count, plural, =0 {Prend fin aujourd’hui} one {# jour restant} other {# jours restants}}',
  'manage.last': 'Dernière mise à jour le',
  'manage.next': 'Prochaine mise à jour le',
  'manage.quota':
    '{used, number} sur {limit, plural, one {# mise à jour utilisée} other {# mises à jour utilisées}} aujourd’hui',
  'manage.attention': 'Votre banque vous demande de confirmer de nouveau.',
  'manage.gap': 'Le solde et les opérations diffèrent de {amount} depuis le {date}.',
  'manage.unused': '{types} : pas encore ajoutés',
  'manage.add': 'Ajouter',
  'manage.renew': 'Renouveler maintenant',
  'manage.save': 'Enregistrer mon choix',
  'manage.disconnect': 'Déconnecter {bank}',
} as const
