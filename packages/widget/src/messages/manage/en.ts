/** Texts of the page where people manage their accounts. Part of the one catalogue in ../en.ts. */
export const manageEn = {
  'manage.title': 'Your accounts',
  'manage.lead': 'What {client} can read at {bank}.',
  'manage.saved': 'Your choice is saved.',
  'manage.until': 'Permission until {date}',
  'manage.days': '{count, plural, =0 {Ends today} one {# day left} other {# days left}}',
  'manage.last': 'Last refresh:',
  'manage.next': 'Next refresh:',
  'manage.quota': '{used, number} of {limit, plural, one {# refresh} other {# refreshes}} used today',
  'manage.attention': 'Your bank asks you to confirm again.',
  'manage.gap': 'The balance and the transactions differ by {amount} since {date}.',
  'manage.unused': '{types}: not added',
  'manage.add': 'Add',
  'manage.renew': 'Renew now',
  'manage.save': 'Save my choice',
  'manage.disconnect': 'Disconnect {bank}',
} as const
