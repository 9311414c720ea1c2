/**
 * Every rule a file can break. Only the line number and one of these sentences ever leave the parser: quoting the file
 * would turn the bank into a way to read pages that the bank can reach and the asker can't.
 */
export const SCENARIO_RULES = {
  unknown_record: 'the first field is not a record this bank knows',
  field_count: 'this record has another number of fields',
  credentials_missing: 'the file has no CREDENTIALS record',
  credentials_twice: 'CREDENTIALS and CREDENTIALS_OWNER may appear only once',
  credentials_empty: 'login and password may not be empty and have at most 100 characters',
  account_first: 'this record belongs to an ACCOUNT, which must come before it',
  transaction_first: 'REPEAT belongs to the TRANSACTION right above it',
  detail_first: 'DETAIL belongs to the TRANSACTION or PENDING right above it',
  fact: 'FACT is FACT|name|value: a name of small letters and _, a value, at most 20 an account',
  account_uid: 'an account uid may not be empty, may appear only once, and has at most 100 characters',
  date: 'a date is DD/MM/YY and must exist in the calendar',
  amount: 'an amount is digits with an optional minus and a decimal dot, with no more decimals than its currency has',
  currency: 'a currency is an ISO 4217 code in capitals',
  iban: 'an IBAN is two letters, two digits and up to 30 letters or digits, or empty',
  boolean: 'match_existing is true, false or empty',
  text_length: 'a text is longer than this bank keeps (500 characters)',
  challenge:
    'CHALLENGE is CHALLENGE|kind|code|length|attempts: a kind that this bank knows, code of 1 to 20 letters or digits, length not below it, attempts 1 to 10, at most 5 in a row',
  challenge_first: 'this record belongs to a CHALLENGE, which must come before it',
  methods:
    'SCA_METHODS lists 1 to 10 methods id:type:name with different ids and a type this bank knows, and needs a CHALLENGE',
  approval: 'APPROVAL is APPROVAL|ask, APPROVAL|approve|seconds or APPROVAL|refuse|seconds with up to 600 seconds',
  later: 'THEN is THEN|reads or days|number|expired, revoked or kept, once; PASSWORD belongs below it',
  error: 'ERROR is ERROR|where|what|times with a place and a failure that this bank knows',
  number: 'the value must be a whole number within its bounds',
  repeat: 'REPEAT is REPEAT|copies|per_day with 1 to 1000000 copies and 1 to 10000 a day, ending before the year 2100',
  too_many: 'the file has more accounts (100) or transactions (1000000 with copies) than this bank keeps',
  line_length: 'a line has at most 4000 characters',
} as const

export type ScenarioRule = keyof typeof SCENARIO_RULES
export type ScenarioProblem = { readonly line: number; readonly rule: ScenarioRule }
