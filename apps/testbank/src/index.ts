export { buildTestBank, type TestBankOptions } from './app.ts'
export { type ParsedScenario, parseScenario } from './scenario/parse.ts'
export type { Scenario, ScenarioAccount, ScenarioEntry } from './scenario/scenario.ts'
