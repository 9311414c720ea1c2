import { authorise } from './authorise.ts'
import { brokenAnswers, crookedAnswers, type Fault, faultyHttp, listlessAnswers, pageFaults } from './faults.ts'
import { insist, judgeAccounts, judgeFailure, judgeTransactions } from './judge.ts'
import { type ConformanceCase, identityOf, type PlayedConnector, same } from './played-connector.ts'

/** Requests that a connector may still send once an exchange went wrong. */
const MOST_AFTER_FAULT = 12
/** Requests for one account whose pages never end. */
const MOST_PAGES = 2_500

/** What a connector must survive: each exchange of an authorisation and of a reading goes wrong once, in each way. */
export function faultCases(kit: PlayedConnector): readonly ConformanceCase[] {
  return [
    ...brokenAnswers.map((fault) => authorisation(kit, fault, 'broken')),
    ...crookedAnswers.map((fault) => authorisation(kit, fault, 'crooked')),
    ...[...brokenAnswers, ...crookedAnswers].map((fault) => reading(kit, fault)),
    ...pageFaults.map((fault) => paging(kit, fault)),
    ...listlessAnswers.map((fault) => listless(kit, fault)),
  ]
}

/** Never thrown, never endless; and a broken first answer is never taken for a grant. */
function authorisation(kit: PlayedConnector, fault: Fault, sort: 'broken' | 'crooked'): ConformanceCase {
  return kit.playing(`survives at each step of the authorisation: ${fault.name}`, 'plain', async (played) => {
    for (let at = 0; ; at++) {
      const http = faultyHttp(played.bank.http, fault, at)
      const { outcome } = await authorise(kit.connector, played, { ...played.bank, http })
      if (http.count() <= at) return
      const after = http.count() - at - 1
      insist(after <= MOST_AFTER_FAULT, `${after} requests after the fault in exchange ${at}`)
      if (outcome.kind === 'failed') judgeFailure(outcome, played)
      else insist(sort === 'crooked' || at > 0, 'the first answer was broken, and the bank is said to have granted')
    }
  })
}

/** A failure is a value, what was read is sound, and the next reading is as if nothing had been. */
function reading(kit: PlayedConnector, fault: Fault): ConformanceCase {
  return kit.playing(`survives at each step of the reading: ${fault.name}`, 'plain', async (played) => {
    // The newest state is kept, also that of a failure: tokens may have been renewed on the way.
    let state = await kit.granted(played)
    const before = (await kit.accounts(played.bank, state)).accounts
    for (let at = 0; ; at++) {
      const http = faultyHttp(played.bank.http, fault, at)
      const answer = await kit.connector.accounts({ ...played.bank, http }, state)
      state = answer.state ?? state
      if (answer.kind === 'failed') judgeFailure(answer, played)
      else judgeAccounts(answer.accounts)
      if (http.count() <= at) break
    }
    for (const account of before.slice(0, 1)) {
      for (let at = 0; at < 3; at++) {
        const http = faultyHttp(played.bank.http, fault, at)
        const read = await kit.transactions({ ...played.bank, http }, state, account)
        state = read.state ?? state
        if (read.failed) judgeFailure(read.failed, played)
        judgeTransactions(read.transactions)
        if (http.count() <= at) break
      }
    }
    const after = await kit.accounts(played.bank, state)
    insist(same(before.map(identityOf), after.accounts.map(identityOf)), 'the fault changed what is read afterwards')
  })
}

/** The first answer of each reading holds no list: a failure, never a reading in which there is nothing. */
function listless(kit: PlayedConnector, fault: Fault): ConformanceCase {
  return kit.playing(`takes no answer for an empty list: ${fault.name}`, 'plain', async (played) => {
    const { accounts, state } = await kit.accounts(played.bank, await kit.granted(played))
    const http = faultyHttp(played.bank.http, fault, 'all')
    const listed = await kit.connector.accounts({ ...played.bank, http }, state)
    if (!http.changed()) return
    insist(
      listed.kind === 'failed',
      `${listed.kind === 'accounts' ? listed.accounts.length : 0} accounts were read of it`,
    )
    judgeFailure(listed, played)
    for (const account of accounts.slice(0, 1)) {
      const read = await kit.transactions(
        { ...played.bank, http: faultyHttp(played.bank.http, fault, 'all') },
        state,
        account,
      )
      insist(
        read.failed !== undefined,
        `${read.transactions.length} entries were read of it, and nothing is said to be wrong`,
      )
      judgeFailure(read.failed, played)
    }
  })
}

function paging(kit: PlayedConnector, fault: Fault): ConformanceCase {
  return kit.playing(`ends when ${fault.name}`, 'plain', async (played) => {
    const { accounts, state } = await kit.accounts(played.bank, await kit.granted(played))
    for (const account of accounts) {
      const http = faultyHttp(played.bank.http, fault, 'all')
      const read = await kit.transactions({ ...played.bank, http }, state, account)
      if (read.failed) judgeFailure(read.failed, played)
      judgeTransactions(read.transactions)
      insist(http.count() < MOST_PAGES, `${http.count()} requests for one account`)
    }
  })
}
