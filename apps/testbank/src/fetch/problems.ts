/**
 * Why a configuration URL was not used. Nothing here quotes the address's answer, a resolved address or the system's error:
 * a person could otherwise map a private network by asking the bank.
 */
export const FETCH_PROBLEMS = {
  not_a_url: 'The configuration URL is not an address. Give a full http or https address.',
  scheme: 'The configuration URL must begin with http:// or https://.',
  user_info: 'The configuration URL may not contain a user name or password. Publish the file without one.',
  too_long: 'The configuration URL is longer than 2000 characters. Use a shorter address.',
  private_address: 'The configuration URL leads to a private address. Publish the file on a public web server.',
  unreachable: 'The server of the configuration URL could not be reached. Check the address and try again.',
  too_slow: 'The configuration URL did not answer within 5 seconds. Try again or use another server.',
  too_many_redirects: 'The configuration URL redirects more than 3 times. Give the final address.',
  downgrade: 'The configuration URL redirects from https to http. Give an address that stays on https.',
  status: 'The configuration URL did not answer with status 200. Check that the file is public.',
  content_type: 'The configuration URL is not plain text. Serve the file as text/plain in UTF-8.',
  encoded: 'The configuration URL answers in compressed form. Serve the file uncompressed.',
  too_large: 'The configuration file is larger than 1 MB. Make it shorter or use REPEAT records.',
  not_utf8: 'The configuration file is not valid UTF-8. Save it as UTF-8 text.',
} as const

export type FetchProblem = keyof typeof FETCH_PROBLEMS

/** Carries a named problem out of callbacks (DNS, sockets) that can only fail by an error. */
export class FetchRefusal extends Error {
  readonly problem: FetchProblem
  constructor(problem: FetchProblem) {
    super(FETCH_PROBLEMS[problem])
    this.name = 'FetchRefusal'
    this.problem = problem
  }
}
