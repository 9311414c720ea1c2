import { FETCH_PROBLEMS } from '../../fetch/problems.ts'
import { SCENARIO_RULES } from '../../scenario/rules.ts'
import type { Messages } from './messages.ts'

export const en: Messages = {
  language: 'en',
  locale: 'en-GB',
  tagline: 'A bank that only exists for testing',
  sandbox: 'No real money, no real people. Never type a real password here.',
  login: {
    title: 'Sign in',
    lead: (site) => `${site} asks to read your accounts. Sign in to decide.`,
    login: 'Login',
    password: 'Password',
    configuration: 'Address of a configuration file',
    configurationHint: 'Optional. Without it, the file that belongs to the login is used.',
    submit: 'Sign in',
    wrong: 'Login or password is wrong. Check both and try again.',
    missing: 'Enter login and password.',
  },
  accounts: {
    title: 'Give access?',
    lead: (site, until) => `${site} will be able to read the accounts below until ${until}.`,
    choose: 'Accounts to share',
    fixed: 'Accounts that will be shared',
    none: 'You have no account that can be shared this way. You can go on; nothing will be read.',
    atLeastOne: 'Choose at least one account.',
    reads: 'It reads balances and transactions. It cannot move money.',
    submit: 'Give access',
    balance: 'Balance',
    kinds: { Checkings: 'Current account', Savings: 'Savings account', Loans: 'Loan', CreditCard: 'Credit card' },
  },
  otp: {
    title: 'Confirm with your code',
    lead: (method) => `Enter the code you received: ${method}.`,
    label: 'Code',
    submit: 'Confirm',
    wrong: (left) => `The code is wrong. ${left === 1 ? 'One try is left.' : `${left} tries are left.`}`,
  },
  psu: {
    choose: 'Choose how you want to confirm.',
    enterCode: 'Enter the code to confirm.',
    refused: 'The bank has refused the sign-in.',
    sent: (method) => `Enter the code you get by this means: ${method}.`,
    textMessage: 'text message',
  },
  refuse: 'Refuse',
  errorSummary: 'Please check your entries',
  back: (site) => `Back to ${site}`,
  notices: {
    link_used: {
      title: 'This link has been used',
      text: 'Each link opens once. Go back to where you came from and start again.',
    },
    link_unknown: {
      title: 'Unknown link',
      text: 'This link leads nowhere. Go back to where you came from and start again.',
    },
    expired: {
      title: 'Too much time has passed',
      text: 'Nothing was shared. Go back to where you came from and start again.',
    },
    finished: { title: 'You are done here', text: 'Your decision is recorded. You can close this page.' },
    too_often: {
      title: 'Wrong too often',
      text: 'To protect your accounts the bank has ended this request. Nothing was shared.',
    },
    closed: {
      title: 'The bank is closed',
      text: 'We are working on our systems. Nothing was shared. Try again later.',
    },
    blocked: { title: 'Your access is blocked', text: 'Call your adviser to unblock it. Nothing was shared.' },
    busy: { title: 'Too many requests', text: 'Your accounts were read too often today. Try again tomorrow.' },
    no_such_account: {
      title: 'None of these accounts is yours',
      text: 'The request names accounts you do not hold. Nothing was shared.',
    },
    bad_request: { title: 'That did not work', text: 'The request could not be read. Go back and try again.' },
    not_found: { title: 'Page not found', text: 'There is nothing at this address.' },
  },
  configurationFile: (line, rule) => `Configuration file, line ${line}: ${rule}.`,
  rules: SCENARIO_RULES,
  fetch: FETCH_PROBLEMS,
}
